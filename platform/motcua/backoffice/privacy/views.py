"""Requests about personal data: the most urgent first, each with what can be done with it now."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.header import page_header
from motcua.backoffice.requests_desk import RequestsDesk, act, chosen_part, counted, unknown_deed
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.privacy import api as privacy

DESK: Final = RequestsDesk(
    home="privacy:index", title=gettext_lazy("Yêu cầu về dữ liệu cá nhân"), icon="lock"
)


@never_cache
@require_GET
@DESK.screen(privacy.Permission.READ)
def index(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    counts, late = privacy.count_requests(by=by, now=now)
    part = chosen_part(request, counted(privacy.State, counts), page_size=privacy.PAGE_SIZE)
    found = privacy.list_requests(state=part.state, by=by, now=now, offset=part.offset)
    context = {
        **DESK.header(),
        **part.on_page(found.total),
        "found": found,
        "late": late,
        "terms": privacy.terms(),
    }
    return render(request, "backoffice/privacy/index.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@DESK.screen(privacy.Permission.READ)
def show(request: HttpRequest, request_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    if request.method == "POST":
        done = act(request, lambda: _act(request, request_id, by))
        if done is not None:
            return done
    found = privacy.open_request(request_id, by=by, now=now)
    context = {
        **DESK.header(found.code),
        "found": found,
        "typed": request.POST.get("reply", ""),
        "may_handle": by.may(privacy.Permission.HANDLE),
    }
    return render(request, "backoffice/privacy/show.html", context)


def _act(request: HttpRequest, request_id: UUID, by: Actor) -> str:
    """What was done, in words."""
    now, reply = timezone.now(), request.POST.get("reply", "")
    which: dict[str, Any] = {"request_id": request_id, "by": by, "now": now}
    match request.POST.get("deed"):
        case "accept":
            privacy.accept(**which)
            return _("Đã nhận thực hiện. Bản sao dữ liệu, nếu được xin, đang tự lập.")
        case "refuse":
            privacy.refuse(reason=reply, **which)
            return _("Không thực hiện; người yêu cầu đọc được lý do.")
        case "finish":
            done = privacy.finish(reply=reply, **which)
            return _done_words(done)
    raise unknown_deed()


def _done_words(done: dict[str, int]) -> str:
    if "drafts" in done:
        return _(
            "Đã trả lời. Hệ thống đã xóa %(drafts)d bản nháp và %(papers)d giấy tờ trong kho."
        ) % {"drafts": done["drafts"], "papers": done["papers"]}
    if "store_closed" in done:
        return _("Đã trả lời. Giấy tờ của người này không được gợi ý dùng lại nữa.")
    return _("Đã trả lời người yêu cầu.")


@never_cache
@require_http_methods(["GET", "POST"])
@DESK.screen(privacy.CONFIGURE)
def settings(request: HttpRequest) -> HttpResponse:
    """Terms, and whether citizens learn the names of readers."""
    by, known = actor_from_request(request), privacy.terms()
    problem = ""
    if request.method == "POST":
        try:
            known = _posted(request)
            privacy.save_terms(known, by=by, now=timezone.now())
            messages.success(request, _("Đã lưu. Yêu cầu đang chờ giữ thời hạn cũ."))
            return HttpResponseRedirect(request.path)
        except privacy.TermsInvalid as error:
            problem = error.message
    context = {
        **page_header(_("Dữ liệu cá nhân"), icon="lock"),
        "terms": known,
        "kinds": [(each.value, each.label, known.day_counts[each.value]) for each in privacy.Kind],
        "problem": problem,
    }
    return render(
        request, "backoffice/privacy/settings.html", context, status=422 if problem else 200
    )


def _posted(request: HttpRequest) -> privacy.Terms:
    return privacy.Terms(
        shows_names="shows_names" in request.POST,
        answer_days=_number(request, "answer_days"),
        day_counts={each.value: _number(request, f"days_{each.value}") for each in privacy.Kind},
        copy_hours=_number(request, "copy_hours"),
        keep_years=_number(request, "keep_years"),
        is_checked="is_checked" in request.POST,
    )


def _number(request: HttpRequest, name: str) -> int:
    """0, which no term may be, for what is no number."""
    text = request.POST.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
