"""Requests of other tenants: the list, one of them, the answer, and who answers here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.exchange.forms import AnswerForm, DeskForm
from motcua.backoffice.inbox.paging import pager
from motcua.backoffice.inbox.shell import header, page_number, staff_screen
from motcua.casework import api as casework
from motcua.files import api as files
from motcua.identity.api import AgencyMissing, actor_from_request, get_agency, get_staff
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from motcua.kernel.i18n import pick

PAGE = 25
CONFIGURE = "tenant.configure"


@staff_screen
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    bucket: Any = "done" if request.GET.get("muc") == "da-xong" else "open"
    page = page_number(request)
    rows, total = casework.list_requests(by=by, now=now, bucket=bucket, offset=(page - 1) * PAGE)
    context = {
        **header(_("Yêu cầu phối hợp"), icon="mail"),
        "lines": [(row, pick(dict(row.service_name), "vi")) for row in rows],
        "bucket": bucket,
        "total": total,
        "pager": pager(request, total, page),
        "may_configure": by.may(CONFIGURE),
    }
    return render(request, "backoffice/exchange/list.html", context)


@staff_screen
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Reading leaves a trace; answering ends the work here."""
    by, now = actor_from_request(request), timezone.now()
    view = casework.get_request(request_id, by=by, now=now)
    if request.method == "GET":
        casework.record_request_reading(request_id, by=by, now=now)
        return _screen(request, view, AnswerForm(request_view=view))
    form = AnswerForm(request.POST, request.FILES, request_view=view)
    if not form.is_valid():
        return _screen(request, view, form, status=422)
    try:
        casework.answer_request(
            request_id=request_id,
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["note"],
            attachments=form.attachments(),
            unit=_unit_of(by),
            by=by,
            now=now,
        )
    except NotFound:
        raise
    except DomainError as error:
        return _refused(request, request_id, form, error, by)
    messages.success(request, _("Đã trả lời. Câu trả lời được gửi ngay cho cơ quan yêu cầu."))
    return HttpResponseRedirect(reverse("exchange:request", args=[request_id]))


@staff_screen
@require_POST
def claim(request: HttpRequest, request_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    try:
        casework.claim_request(request_id=request_id, by=by, now=now)
    except (Conflict, Forbidden) as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("exchange:request", args=[request_id]))


@staff_screen
@require_GET
def file(request: HttpRequest, request_id: UUID, file_id: UUID) -> HttpResponseBase:
    by, now = actor_from_request(request), timezone.now()
    casework.get_request(request_id, by=by, now=now)
    if all(each.id != file_id for each in files.list_files(f"request:{request_id}")):
        raise files.FileMissing(_("Không tìm thấy tệp."))
    files.require_file(by, file_id)
    casework.record_request_reading(request_id, by=by, now=now)
    return files.show_file(files.get_file(file_id), inline="xem" in request.GET)


@staff_screen
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    by.require(CONFIGURE)
    held = casework.desk_of()
    initial = {"role": held.role, "agency": str(held.agency_id or "")}
    form = DeskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["agency"]
        casework.set_desk(
            role=form.cleaned_data["role"],
            agency_id=UUID(chosen) if chosen else None,
            by=by,
            now=now,
        )
        messages.success(request, _("Đã lưu. Áp dụng cho các yêu cầu đến từ bây giờ."))
        return HttpResponseRedirect(reverse("exchange:desk"))
    context = {**header(_("Nơi trả lời yêu cầu phối hợp"), _crumb(), icon="mail"), "form": form}
    return render(
        request, "backoffice/exchange/desk.html", context, status=422 if form.errors else 200
    )


def _screen(
    request: HttpRequest, view: casework.RequestView, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    context = {
        **header(f"{view.row.tenant_name} – {view.row.number}", _crumb(), icon="mail"),
        "view": view,
        "row": view.row,
        "service_name": pick(dict(view.row.service_name), "vi"),
        "form": form,
    }
    return render(request, "backoffice/exchange/request.html", context, status=status)


def _refused(
    request: HttpRequest, request_id: UUID, form: AnswerForm, error: DomainError, by: Actor
) -> HttpResponse:
    """Somebody was faster, or the other side waits no longer: what was typed stays."""
    view = casework.get_request(request_id, by=by, now=timezone.now())
    name = error.field if error.field in form.fields else None
    form.add_error(name, str(error.message))
    return _screen(request, view, form, status=error.status)


def _unit_of(by: Actor) -> str:
    """Where the answering officer works, for who reads the answer."""
    if by.id is None:
        return ""
    places = [each.agency_id for each in get_staff(by.id).assignments if each.agency_id]
    try:
        return get_agency(places[0]).name if places else ""
    except AgencyMissing:
        return ""


def _crumb() -> dict[str, str]:
    return {"url": reverse("exchange:requests"), "label": _("Yêu cầu phối hợp")}
