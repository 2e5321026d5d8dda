"""The store of papers used before: looking through it, noting things, and using one again."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.estore import api as estore
from motcua.files.api import get_file, require_file, show_file
from motcua.identity.api import applicant_actor
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, Invalid
from motcua.portal.people import applicant_of, applicant_required
from motcua.submissions import api as submissions


@applicant_required
@require_http_methods(["GET", "POST"])
def store(request: HttpRequest) -> HttpResponse:
    """All papers; POST turns using them again off or on."""
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    if request.method == "POST":
        return _switch(request, by)
    found = estore.list_papers(by=by, now=now)
    shown = [each for each in found if not each.is_hidden]
    context = {
        "papers": shown,
        "hidden": [each for each in found if each.is_hidden],
        "warned": [each for each in shown if each.standing in ("soon", "expired")],
        "is_closed": estore.is_closed(by=by),
    }
    return render(request, "store/list.html", context)


def _switch(request: HttpRequest, by: Actor) -> HttpResponse:
    if request.POST.get("deed") == "open":
        estore.open_store(by=by)
        messages.success(request, _("Từ nay giấy tờ trong kho lại dùng được cho hồ sơ mới."))
    elif by.id is not None:
        estore.close_store(applicant_id=by.id, now=timezone.now())
        messages.success(request, _("Đã tắt. Giấy tờ trong kho không được gợi ý dùng lại nữa."))
    return HttpResponseRedirect(reverse("paper_store"))


@applicant_required
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One paper: what it is called, until when it is valid, hiding and deleting it."""
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    found = estore.find_paper(file_id, by=by, now=now)
    typed: dict[str, Any] = {
        "name": found.name,
        "expires_on": found.expires_on.isoformat() if found.expires_on else "",
    }
    problem: DomainError | None = None
    if request.method == "POST":
        typed = {each: request.POST.get(each, "")[:200] for each in typed}
        try:
            return _act(request, found, by)
        except (Invalid, Forbidden) as error:
            problem = error
    context = {
        "paper": found,
        "typed": typed,
        "problem": problem,
        "is_sure": request.GET.get("xoa") == "1" and not found.is_result,
    }
    return render(request, "store/paper.html", context, status=problem.status if problem else 200)


def _act(request: HttpRequest, found: estore.PaperView, by: Actor) -> HttpResponse:
    which: dict[str, Any] = {"file_id": found.id, "by": by, "now": timezone.now()}
    match request.POST.get("deed"):
        case "hide":
            estore.hide_paper(**which)
            messages.success(request, _("Đã ẩn giấy tờ này."))
        case "show":
            estore.show_paper(**which)
            messages.success(request, _("Giấy tờ này lại hiện trong kho."))
        case "delete":
            estore.delete_paper(**which)
            messages.success(request, _("Đã xóa khỏi kho. Hồ sơ đã nộp vẫn giữ bản của hồ sơ."))
        case "note":
            expires_on = _day(request.POST.get("expires_on", ""))
            name = request.POST.get("name", "")
            estore.note_paper(name=name, expires_on=expires_on, **which)
            messages.success(request, _("Đã lưu."))
        case _:
            raise estore.MarkInvalid(_("Không rõ ông/bà muốn làm gì. Chưa thay đổi gì."))
    return HttpResponseRedirect(reverse("paper_store"))


def _day(typed: str) -> date | None:
    """``YYYY-MM-DD`` of a browser's field, or day/month/year as people write it."""
    text = typed.strip()
    if not text:
        return None
    parts = text.split("/")
    try:
        if len(parts) == 3:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text)
    except ValueError:
        raise estore.MarkInvalid(
            _("Ghi ngày hết hạn như 31/12/2030."), field="expires_on"
        ) from None


@applicant_required
@require_GET
def paper_file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    by = applicant_actor(applicant_of(request))
    found = estore.find_paper(file_id, by=by, now=timezone.now())
    require_file(by, found.id)
    return show_file(get_file(found.id))


@applicant_required
@require_http_methods(["GET", "POST"])
def use_again(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """``?muc=``: the upload question. Choose one paper, agree, and it is an answer."""
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    path = (request.POST.get("muc") or request.GET.get("muc", ""))[:250]
    page_id, label = submissions.upload_question(draft_id=draft_id, path=path, by=by, now=now)
    back = f"{reverse('form_page', args=[draft_id, page_id])}#f-{path.replace('/', '-')}"
    problem: DomainError | None = None
    if request.method == "POST":
        try:
            _use(request, draft_id, path, by)
            messages.success(request, _("Đã đưa giấy tờ vào mục này."))
            return HttpResponseRedirect(back)
        except (Invalid, Conflict, estore.PaperMissing) as error:
            problem = error
    unfit = submissions.why_unfit(draft_id=draft_id, path=path, by=by, now=now)
    found = [each for each in estore.list_papers(by=by, now=now) if not each.is_hidden]
    context = {
        "draft_id": draft_id,
        "path": path,
        "label": label,
        "back": back,
        "problem": problem,
        "is_closed": estore.is_closed(by=by),
        "choices": [(each, _why_not(each, unfit)) for each in found],
        "chosen": request.POST.get("file", ""),
    }
    return render(request, "store/use.html", context, status=problem.status if problem else 200)


def _use(request: HttpRequest, draft_id: UUID, path: str, by: Actor) -> None:
    try:
        file_id = UUID(request.POST.get("file", ""))
    except ValueError:
        raise estore.MarkInvalid(_("Hãy chọn một giấy tờ."), field="file") from None
    estore.use_paper(
        draft_id=draft_id,
        path=path,
        file_id=file_id,
        agreed=request.POST.get("agreed") == "yes",
        by=by,
        now=timezone.now(),
    )


def _why_not(paper: estore.PaperView, unfit: Any) -> str:
    """In words, why it cannot be chosen; empty when it can."""
    if paper.standing == "expired":
        return _("Đã hết hạn")
    if paper.standing == "revoked":
        return _("Đã bị thu hồi hoặc thay thế")
    return str(unfit(get_file(paper.id)))
