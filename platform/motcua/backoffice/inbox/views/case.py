"""The case screen: one dossier with everything about it, beside what may be done now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox import acting
from motcua.backoffice.inbox.presence import note_presence
from motcua.backoffice.inbox.screen import Panel, case_context
from motcua.backoffice.inbox.scripts import SCRIPT
from motcua.backoffice.inbox.shell import staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url


@staff_screen
@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor, case = acting.open_as(request, case_id, item_id=acting.item_asked(request))
    casework.record_reading(case_id, by=actor, now=timezone.now())
    return screen(request, case, by=actor, panel=Panel())


def screen(
    request: HttpRequest, case: CaseView, *, by: Actor, panel: Panel, status: int = 200
) -> HttpResponse:
    own = actor_from_request(request)
    others = note_presence(case.id, person=own.id, name=own.name) if own.id else []
    context = {
        **case_context(request, case, by=by, panel=panel),
        "others_here": others,
        "script": asset_url(SCRIPT),
    }
    return render(request, "backoffice/inbox/case.html", context, status=status)
