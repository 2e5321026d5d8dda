"""The papers of a dossier: which are here, in what form, and which are files yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backoffice.counter.forms import ComponentForm
from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.casework.counter import api as counter
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, Invalid


@staff_screen
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.RECEIVE)
    case = casework.get_case(case_id, by=by, now=timezone.now())
    if request.method == "GET":
        casework.record_reading(case_id, by=by, now=timezone.now(), what="papers")
        return _page(request, case)
    form = ComponentForm(request.POST, request.FILES)
    if form.is_valid() and _take(form, case, by):
        messages.success(request, _("Đã ghi nhận giấy tờ."))
        return HttpResponseRedirect(reverse("counter:components", args=[case_id]))
    return _page(request, case, failed=form, status=422)


def _take(form: ComponentForm, case: CaseView, by: Actor) -> bool:
    data = form.cleaned_data
    try:
        counter.take_component(
            case_id=case.id,
            component_id=data["component"],
            paper_form=counter.PaperForm(data["paper_form"]),
            scans=[counter.Scan(each.name, each) for each in data["scans"]],
            source=data["source"],
            by=by,
            now=timezone.now(),
        )
    except (Conflict, Invalid) as error:
        _tell(form, error)
        return False
    return True


def _tell(form: ComponentForm, error: DomainError) -> None:
    form.add_error(error.field if error.field in form.fields else None, error.message)


def _page(
    request: HttpRequest,
    case: CaseView,
    *,
    failed: ComponentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    parts = counter.components_of(case)
    crumb = {"url": reverse("office:case", args=[case.id]), "label": case.row.number}
    context = {
        **header(_("Giấy tờ của hồ sơ"), inbox_crumb(), crumb, icon="doc-full"),
        "case": case,
        "rows": [(part, _form_of(part, failed)) for part in parts],
        "failed": failed,
        "is_over": case.row.finished_at is not None,
        "done": sum(part.is_here for part in parts),
    }
    return render(request, "backoffice/counter/components.html", context, status=status)


def _form_of(part: counter.ComponentView, failed: ComponentForm | None) -> ComponentForm:
    if failed is not None and failed.data.get("component") == part.component_id:
        return failed
    initial = {"component": part.component_id, "paper_form": part.paper_form or 0}
    return ComponentForm(initial=initial, auto_id=f"{part.component_id}-%s")
