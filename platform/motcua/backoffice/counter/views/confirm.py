"""The citizen confirms, the officer sends, and reception follows at once where it may."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.counter import signing
from motcua.backoffice.counter.shell import counter_crumb
from motcua.backoffice.inbox.scripts import SCRIPT
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework import api as casework
from motcua.catalogue.api import get_frozen_service
from motcua.identity.api import actor_from_request, end_assisted, get_applicant
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url
from motcua.kernel.errors import Conflict, DomainError, Forbidden, Gone, Invalid, TooMany
from motcua.kernel.i18n import pick
from motcua.submissions import api as submissions
from motcua.submissions.api import AssistanceView

_TOLD = (Conflict, Gone, Invalid, TooMany)


@staff_screen
@never_cache
@require_GET
def show(request: HttpRequest, assistance_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    sitting = submissions.get_assistance(assistance_id, by=by)
    return _page(request, sitting, by) if sitting.is_open else _over(request, sitting, by)


@staff_screen
@require_POST
def send(request: HttpRequest, assistance_id: UUID) -> HttpResponse:
    """A code to the citizen; the officer never sees it."""
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    sitting = submissions.get_assistance(assistance_id, by=by)
    if not sitting.is_open:
        return _over(request, sitting, by)
    try:
        submissions.send_code(assistance_id=assistance_id, by=by, now=timezone.now())
    except _TOLD as error:
        return _page(request, sitting, by, error=error)
    messages.success(request, _("Đã gửi mã tới người dân."))
    return HttpResponseRedirect(reverse("counter:confirm", args=[assistance_id]))


@staff_screen
@require_POST
def submit(request: HttpRequest, assistance_id: UUID) -> HttpResponse:
    """Confirm, send, receive: one press. Pressed twice it leads to the same dossier."""
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    sitting = submissions.get_assistance(assistance_id, by=by)
    if not sitting.is_open:
        return _over(request, sitting, by)
    try:
        _confirm(request, sitting, by)
        receipt = submissions.submit_draft(
            draft_id=sitting.draft_id,
            idempotency_key=f"assist-{sitting.id}",
            by=by,
            now=timezone.now(),
        )
    except submissions.AssistanceMissing:
        return _over(request, submissions.get_assistance(assistance_id, by=by), by)
    except _TOLD as error:
        return _page(request, sitting, by, error=error)
    end_assisted(request.session)
    return _receive(request, receipt.submission_id, by)


def _confirm(request: HttpRequest, sitting: AssistanceView, by: Actor) -> None:
    now = timezone.now()
    if request.POST.get("way") == "code":
        submissions.confirm_by_code(
            assistance_id=sitting.id, code=request.POST.get("code", "")[:20], by=by, now=now
        )
        return
    if request.POST.get("way") == "drawing":
        submissions.confirm_by_drawing(
            assistance_id=sitting.id, by=by, now=now, **signing.drawn(request.POST)
        )
        return
    if "signed" not in request.POST:
        raise submissions.NotConfirmed(
            _("Hãy chọn cách người dân xác nhận: mã, chữ ký trên màn hình hoặc trên tờ khai đã in.")
        )
    scan: Any = request.FILES.get("scan")
    submissions.confirm_on_paper(
        assistance_id=sitting.id,
        scan=scan,
        scan_name=scan.name if scan else "",
        by=by,
        now=now,
    )


def _receive(request: HttpRequest, submission_id: UUID, by: Actor) -> HttpResponse:
    """At once, where the officer may; a dossier for another desk waits there as usual."""
    case_id = casework.case_of_submission(submission_id, by=by)
    if case_id is None:
        messages.success(request, _("Đã nộp hồ sơ cho người dân. Bộ phận tiếp nhận sẽ xử lý."))
        return HttpResponseRedirect(reverse("counter:person"))
    now = timezone.now()
    case = casework.get_case(case_id, by=by, now=now)
    if case.row.received_at is None and case.open_supplement is None:
        try:
            casework.receive_case(case_id=case_id, by=by, now=now)
        except (Conflict, Forbidden, Invalid) as error:
            messages.warning(request, error.message)
    return HttpResponseRedirect(reverse("counter:done", args=[case_id]))


def _over(request: HttpRequest, sitting: AssistanceView, by: Actor) -> HttpResponse:
    end_assisted(request.session)
    if sitting.submission_id is not None:
        case_id = casework.case_of_submission(sitting.submission_id, by=by)
        if case_id is not None:
            return HttpResponseRedirect(reverse("counter:done", args=[case_id]))
    messages.info(request, _("Lượt nhập hộ này đã kết thúc."))
    return HttpResponseRedirect(reverse("counter:person"))


def _page(
    request: HttpRequest, sitting: AssistanceView, by: Actor, *, error: DomainError | None = None
) -> HttpResponse:
    now = timezone.now()
    draft = submissions.get_draft(sitting.draft_id, by=by)
    person = get_applicant(sitting.applicant_id)
    service = get_frozen_service(draft.version_id)
    context = {
        **header(_("Người dân xác nhận"), counter_crumb(), icon="check"),
        "sitting": sitting,
        "draft": draft,
        "person": person,
        "service_name": pick(service.document.service.name, "vi"),
        "missing": submissions.missing_in(draft, now=now),
        "fees": submissions.fees_of(draft, now=now),
        "goes_to": _masked(submissions.code_goes_to(person)),
        "signature": signing.sheet(person.full_name, by=by),
        "script": asset_url(SCRIPT),
        "error": error,
    }
    status = 200 if error is None else error.status
    return render(request, "backoffice/counter/confirm.html", context, status=status)


def _masked(address: str) -> str:
    """Enough to ask "is this still yours?" without reading it out."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:2]}…{at}{host}"
    return f"{address[:3]}…{address[-3:]}" if address else ""
