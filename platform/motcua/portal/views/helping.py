"""On an agency's site: a helper types a citizen's code, fills in forms, and has them agree."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.catalogue.api import get_frozen_service
from motcua.identity.api import PROVEN, begin_helping, end_assisted, get_applicant
from motcua.kernel.errors import DomainError
from motcua.kernel.i18n import pick
from motcua.kernel.limits import LimitReached, check_limit
from motcua.mandates import api as mandates
from motcua.portal.helping import Helping, helper_of, helping_of
from motcua.portal.people import applicant_required, person_of, sign_in_url
from motcua.submissions import api as submissions

_TOLD: Final = (
    submissions.CodeRefused,
    submissions.TooManyCodes,
    submissions.NotConfirmed,
    submissions.AnswersChanged,
    submissions.AnswersInvalid,
    submissions.ServiceWithdrawn,
    submissions.DraftExpired,
)


def _while_helping(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand over whom somebody helps; once that is over, say so instead."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = helping_of(request)
        return _over(request) if found is None else view(request, found, **kwargs)

    return guarded


@applicant_required
@require_http_methods(["GET", "POST"])
def helping(request: HttpRequest) -> HttpResponse:
    """Where helping begins, goes on and ends."""
    helper = person_of(request)
    if helper.assurance < PROVEN:
        context = {"sign_in": sign_in_url(request, level=PROVEN)}
        return render(request, "helping/prove.html", context, status=403)
    if request.method == "POST":
        return _redeem(request)
    found = helping_of(request)
    return render(request, "helping/code.html") if found is None else _home(request, found)


def _redeem(request: HttpRequest) -> HttpResponse:
    helper = person_of(request)
    try:
        consent, citizen = mandates.redeem_helper_code(
            code=request.POST.get("code", "")[:60], helper=helper, now=timezone.now()
        )
    except (mandates.CodeWrong, LimitReached) as error:
        return render(request, "helping/code.html", {"error": error}, status=error.status)
    mandates.choose(request.session, None, agent=helper.subject)
    begin_helping(
        request.session,
        consent_id=consent.id,
        back=reverse("helping"),
        name=citizen.full_name,
    )
    if consent.draft_id is None:
        return HttpResponseRedirect(reverse("helping"))
    try:
        submissions.resume_help(
            draft_id=consent.draft_id,
            citizen=citizen,
            consent=consent,
            by=helper_of(helper),
            now=timezone.now(),
        )
    except submissions.DraftMissing:
        messages.warning(request, _("Tờ khai này không còn ở đây."))
        return HttpResponseRedirect(reverse("helping"))
    return HttpResponseRedirect(_first_page(consent.draft_id, helper_of(helper)))


def _home(request: HttpRequest, found: Helping) -> HttpResponse:
    consent, by = found.consent, found.by
    drafts = submissions.helped_drafts(applicant_id=found.citizen.id, helper_id=found.helper.id)
    sittings = submissions.sittings_of_consent(consent.id, by=by)
    context = {
        "found": found,
        "until": consent.until,
        "drafts": drafts if consent.draft_id is None else [],
        "own_draft": consent.draft_id,
        "service": consent.service_slug,
        "sent": [each for each in sittings if each.submission_id],
        "going": {each.draft_id: each for each in sittings if each.is_open},
    }
    return render(request, "helping/home.html", context)


@applicant_required
@require_POST
@_while_helping
def helping_resume(request: HttpRequest, found: Helping, draft_id: UUID) -> HttpResponse:
    submissions.resume_help(
        draft_id=draft_id,
        citizen=found.citizen,
        consent=found.consent,
        by=found.by,
        now=timezone.now(),
    )
    return HttpResponseRedirect(_first_page(draft_id, found.by))


def _first_page(draft_id: UUID, by: Any) -> str:
    draft = submissions.get_draft(draft_id, by=by)
    return reverse("form_page", args=[draft_id, draft.page_id])


@applicant_required
@require_POST
def helping_leave(request: HttpRequest) -> HttpResponse:
    """The helper is done: nothing of the citizen opens any more in this browser."""
    found = helping_of(request)
    end_assisted(request.session)
    if found is not None:
        mandates.leave_consent(
            consent_id=found.consent.id,
            helper=found.helper.subject,
            by=found.by,
            now=timezone.now(),
        )
        messages.success(request, _("Đã kết thúc lượt giúp. Cảm ơn ông/bà."))
    response = HttpResponseRedirect(reverse("helping"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@applicant_required
@require_GET
@_while_helping
def helping_confirm(request: HttpRequest, found: Helping, assistance_id: UUID) -> HttpResponse:
    """What is left before sending: the citizen's own yes."""
    return _confirm_page(request, found, assistance_id)


@applicant_required
@require_POST
@_while_helping
def helping_code(request: HttpRequest, found: Helping, assistance_id: UUID) -> HttpResponse:
    """Send the citizen a code by their own mail or telephone."""
    try:
        submissions.send_code(assistance_id=assistance_id, by=found.by, now=timezone.now())
    except _TOLD as error:
        return _confirm_page(request, found, assistance_id, error=error)
    return HttpResponseRedirect(reverse("helping_confirm", args=[assistance_id]))


@applicant_required
@require_POST
@_while_helping
def helping_send(request: HttpRequest, found: Helping, assistance_id: UUID) -> HttpResponse:
    """The code the citizen read out: with it the dossier goes in. Pressed twice: once."""
    sitting = submissions.get_assistance(assistance_id, by=found.by)
    if sitting.submission_id is not None:
        return HttpResponseRedirect(reverse("helping_confirm", args=[assistance_id]))
    now = timezone.now()
    check_limit(
        name="helper_yes",
        subject=str(assistance_id),
        allowed=30,
        per=timedelta(hours=1),
        now=now,
    )
    try:
        submissions.confirm_by_code(
            assistance_id=assistance_id,
            code=request.POST.get("code", "")[:20],
            by=found.by,
            now=now,
        )
        submissions.submit_draft(
            draft_id=sitting.draft_id,
            idempotency_key=f"help-{assistance_id}",
            by=found.by,
            now=now,
        )
    except _TOLD as error:
        return _confirm_page(request, found, assistance_id, error=error)
    return HttpResponseRedirect(reverse("helping_confirm", args=[assistance_id]))


def _confirm_page(
    request: HttpRequest,
    found: Helping,
    assistance_id: UUID,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    sitting = submissions.get_assistance(assistance_id, by=found.by)
    if sitting.consent_id != found.consent.id:
        return _over(request)
    if not sitting.is_open:
        context: dict[str, Any] = {"found": found, "sitting": sitting}
        return render(request, "helping/done.html", context)
    draft = submissions.get_draft(sitting.draft_id, by=found.by)
    service = get_frozen_service(draft.version_id)
    citizen = get_applicant(sitting.applicant_id)
    context = {
        "found": found,
        "sitting": sitting,
        "draft": draft,
        "service_name": pick(service.document.service.name, get_language() or "vi"),
        "missing": submissions.missing_in(draft, now=timezone.now()),
        "can_reach": bool(submissions.code_goes_to(citizen)),
        "by_mail": bool(citizen.email),
        "error": error,
    }
    status = 200 if error is None else error.status
    return render(request, "helping/confirm.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """The time is over, or the citizen has ended it."""
    end_assisted(request.session)
    messages.info(request, _("Lượt giúp đã kết thúc. Muốn giúp tiếp, ông/bà cần mã mới."))
    return HttpResponseRedirect(reverse("helping"))
