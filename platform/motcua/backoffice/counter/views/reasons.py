"""Preset reasons for supplements, kept by the tenant."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.counter.forms import ReasonForm
from motcua.backoffice.inbox.reasons import SUPPLEMENT_LABELS
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.counter import api as counter
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound


class ReasonMissing(NotFound):
    code = "preset_reason_missing"


@staff_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(counter.Permission.CONFIGURE)
    query = request.GET.get("q", "")[:100]
    context = {
        **header(_("Lý do bổ sung mẫu"), icon="list-ul"),
        "query": query,
        "reasons": [
            (each, SUPPLEMENT_LABELS.get(each.reason_code, each.reason_code))
            for each in counter.list_reasons(query=query, only_active=False)
        ],
    }
    return render(request, "backoffice/counter/reasons.html", context)


@staff_screen
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reason_id: UUID | None = None) -> HttpResponse:
    by = actor_from_request(request)
    by.require(counter.Permission.CONFIGURE)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        initial=_known(reason_id),
        labels=dict(SUPPLEMENT_LABELS),
    )
    if request.method == "POST" and form.is_valid() and _save(form, reason_id, by):
        messages.success(request, _("Đã lưu lý do mẫu."))
        return HttpResponseRedirect(reverse("counter:reasons"))
    crumb = {"url": reverse("counter:reasons"), "label": _("Lý do bổ sung mẫu")}
    title = _("Sửa lý do mẫu") if reason_id else _("Thêm lý do mẫu")
    context = {**header(title, crumb, icon="list-ul"), "form": form}
    status = 422 if form.errors else 200
    return render(request, "backoffice/counter/reason.html", context, status=status)


def _known(reason_id: UUID | None) -> dict[str, object]:
    if reason_id is None:
        return {}
    found = counter.get_reason(reason_id)
    if found is None:
        raise ReasonMissing(_("Không có lý do mẫu này."))
    return {
        "reason_code": found.reason_code,
        "text": found.text,
        "legal_basis": found.legal_basis,
        "is_active": found.is_active,
    }


def _save(form: ReasonForm, reason_id: UUID | None, by: Actor) -> bool:
    data = form.cleaned_data
    try:
        counter.save_reason(
            reason_id=reason_id,
            reason_code=data["reason_code"],
            text=data["text"],
            legal_basis=data["legal_basis"],
            is_active=data["is_active"],
            by=by,
            now=timezone.now(),
        )
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
