"""The case screen: one dossier with everything about it, beside what may be done now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox.screen import Panel, case_context
from motcua.backoffice.inbox.shell import staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor


@staff_screen
@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    case = casework.get_case(case_id, by=by, now=now)
    casework.record_reading(case_id, by=by, now=now)
    return screen(request, case, by=by, panel=Panel())


def screen(
    request: HttpRequest, case: CaseView, *, by: Actor, panel: Panel, status: int = 200
) -> HttpResponse:
    context = case_context(request, case, by=by, panel=panel)
    return render(request, "backoffice/inbox/case.html", context, status=status)
