"""The office's surveys: making one, saying who is asked and when, publishing by two people."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.backoffice.requests_desk import chosen_part, unknown_deed
from motcua.backoffice.surveys.forms import NewSurveyForm, SettingsForm, initial_of
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from motcua.kernel.i18n import pick
from motcua.surveys import api as surveys

_MOST_SERVICES = 500


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    return page_header(title, *before, icon="list-ul")


def crumbs(survey: surveys.SurveyView | None = None) -> list[dict[str, str]]:
    found = [{"url": reverse("surveys_desk:index"), "label": _("Khảo sát")}]
    if survey is not None:
        address = reverse("surveys_desk:show", args=[survey.id])
        found.append({"url": address, "label": pick(survey.title)})
    return found


def screen(permission: str) -> Callable[[View], View]:
    return screen_for(
        lambda by: by.require(permission),
        lambda _request: header(_("Khảo sát")),
        told=(Forbidden, NotFound),
    )


@require_GET
@screen(surveys.Permission.READ)
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    states = {"": _("Tất cả, trừ đã lưu trữ")} | {e.value: str(e.label) for e in surveys.Status}
    part = chosen_part(request, states, page_size=surveys.PAGE_SIZE)
    found = surveys.list_surveys(status=part.state, by=by, offset=part.offset)
    context = {
        **header(_("Khảo sát")),
        **part.on_page(found.total),
        "found": found,
        "may_edit": by.may(surveys.Permission.EDIT),
        "may_publish": by.may(surveys.Permission.PUBLISH),
    }
    return render(request, "backoffice/surveys/index.html", context)


@require_http_methods(["GET", "POST"])
@screen(surveys.Permission.EDIT)
def create(request: HttpRequest) -> HttpResponse:
    form = NewSurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = surveys.create_survey(
                **form.cleaned_data, by=actor_from_request(request), now=timezone.now()
            )
            return HttpResponseRedirect(reverse("surveys_desk:show", args=[made]))
        except surveys.SurveyInvalid as error:
            form.add_error("title", error.message)
    context = {
        **header(_("Thêm khảo sát"), *crumbs()),
        "form": form,
        "templates": surveys.TEMPLATES.values(),
        "chosen": request.POST.get("template") or next(iter(surveys.TEMPLATES)),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/surveys/create.html", context, status=status)


@require_http_methods(["GET", "POST"])
@screen(surveys.Permission.READ)
def show(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    found = surveys.get_survey(survey_id, by=by, now=now)
    form = SettingsForm(
        request.POST if request.POST.get("deed") == "save" else None,
        initial=initial_of(found),
        services=_services(),
    )
    status = 200
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_act(request, found, form, by))
        except (Invalid, Conflict, surveys.SamePerson, catalogue.OperationRefused) as error:
            status = error.status
            _tell(request, form, error)
    return render(request, "backoffice/surveys/show.html", _shown(found, form, by), status=status)


def _shown(found: surveys.SurveyView, form: SettingsForm, by: Actor) -> dict[str, Any]:
    draft = surveys.get_draft(found.id, by=by)
    return {
        **header(pick(found.title), *crumbs()),
        "found": found,
        "form": form,
        "problems": draft.problems if found.may_change or found.status == "in_review" else (),
        "pages": [
            (pick(page.title), [pick(each.label) for each in page.fields if pick(each.label)])
            for page in found.document.form.pages
        ],
        "is_own_request": found.requested_by == by.id,
        "may_edit": by.may(surveys.Permission.EDIT),
        "may_publish": by.may(surveys.Permission.PUBLISH),
    }


def _tell(request: HttpRequest, form: SettingsForm, error: DomainError) -> None:
    if form.is_bound and error.field in form.fields:
        form.add_error(error.field, error.message)
    elif not form.errors:
        messages.error(request, error.message)


def _act(request: HttpRequest, survey: surveys.SurveyView, form: SettingsForm, by: Actor) -> str:
    """Do it, and say where to go. Raises ``Invalid`` for a deed nobody knows."""
    here = reverse("surveys_desk:show", args=[survey.id])
    which: dict[str, Any] = {"survey_id": survey.id, "by": by, "now": timezone.now()}
    done = here
    match request.POST.get("deed"):
        case "save":
            _save(form, which)
            said = _("Đã lưu.")
        case "request":
            surveys.request_publication(note=request.POST.get("note", ""), **which)
            said = _("Đã gửi duyệt. Một người khác sẽ xem và công bố.")
        case "take_back":
            surveys.take_back_request(**which)
            said = _("Đã rút yêu cầu duyệt. Bạn sửa tiếp được.")
        case "approve":
            surveys.approve_publication(**which)
            said = _("Đã công bố khảo sát.")
        case "send_back":
            surveys.send_back(reason=request.POST.get("reason", ""), **which)
            said = _("Đã trả lại người soạn.")
        case "copy":
            title = _("%(title)s (bản sao)") % {"title": pick(survey.title)[:180]}
            made = surveys.copy_survey(title=title, **which)
            done, said = reverse("surveys_desk:show", args=[made]), _("Đã tạo bản sao.")
        case deed:
            done, said = _end(str(deed), request, which, here)
    messages.success(request, said)
    return done


def _end(deed: str, request: HttpRequest, which: dict[str, Any], here: str) -> tuple[str, str]:
    """What cannot be taken back asks for a tick first."""
    ends: dict[str, tuple[Callable[..., None], str]] = {
        "close": (surveys.close_survey, _("Đã đóng khảo sát. Không nhận thêm câu trả lời.")),
        "archive": (surveys.archive_survey, _("Đã lưu trữ khảo sát.")),
        "delete": (surveys.delete_draft, _("Đã xóa bản nháp.")),
    }
    if deed not in ends:
        raise unknown_deed()
    if request.POST.get("sure") != "1":
        raise surveys.SurveyInvalid(_("Đánh dấu vào ô xác nhận rồi bấm lại."))
    operation, said = ends[deed]
    operation(**which)
    return (reverse("surveys_desk:index") if deed == "delete" else here), said


def _save(form: SettingsForm, which: dict[str, Any]) -> None:
    if not form.is_valid():
        raise surveys.SurveyInvalid(_("Có mục cần sửa."))
    with transaction.atomic():
        surveys.save_words(words=form.words(), **which)
        surveys.save_settings(settings=form.settings(), **which)


def _services() -> list[tuple[str, str]]:
    rows = catalogue.list_published(limit=_MOST_SERVICES).items
    return [(str(each.id), pick(each.name)) for each in rows]
