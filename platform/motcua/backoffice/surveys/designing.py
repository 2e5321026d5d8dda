"""A survey's questions in the designer of services: the same program, the same operations.

The endpoints answer what those of a service answer (``backoffice/README.md``); a survey has no
process, fees or papers, so the designer shows its form and its words only.
"""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from formbuilder.api import (
    Context,
    FormInvalid,
    compile_form,
    describe_field_types,
    sample_answers,
    unfilled_names,
)
from motcua.backoffice.designer.looks import MOST_NAMES, MOST_SAMPLES
from motcua.backoffice.designer.posted import (
    BodyInvalid,
    json_endpoint,
    read_batch,
    read_body,
    read_revision,
    read_text,
)
from motcua.backoffice.designer.presence import note_presence
from motcua.backoffice.designer.views.listing import SCRIPT
from motcua.backoffice.designer.words import translations
from motcua.backoffice.surveys.views import crumbs, header, screen
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url, stylesheet_urls
from motcua.kernel.i18n import pick
from motcua.kernel.sealed_links import seal
from motcua.surveys import api as surveys

PURPOSE: Final = "survey-preview"
_ACTS: Final = (
    "draft", "facts", "operations", "undo", "redo", "request", "take_back", "preview", "presence",
)  # fmt: skip
_NONE: Final = ("withdraw", "check", "compare", "comments", "services")


@require_GET
@screen(surveys.Permission.READ)
def designer(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    found = surveys.get_survey(survey_id, by=by, now=timezone.now())
    draft_view = surveys.get_draft(survey_id, by=by)
    facts = {
        "service": {"id": str(survey_id), "name": pick(found.title)},
        "tabs": ["form", "words"],
        "draft": _json(draft_view, by, with_document=True),
        "field_types": [each for each in describe_field_types() if each["key"] in surveys.TYPES],
        "roles": [],
        "agencies": [],
        "people": [{"value": "", "label": _("Người trả lời")}],
        "urls": _addresses(survey_id),
        "csrf": get_token(request),
        "language": get_language() or "vi",
        "time_zone": timezone.get_current_timezone_name(),
        "words": translations(),
    }
    context = {
        **header(_("Câu hỏi"), *crumbs(found)),
        "stylesheets": stylesheet_urls(SCRIPT),
        "facts": facts,
        "script": asset_url(SCRIPT),
    }
    return render(request, "backoffice/designer/designer.html", context)


@json_endpoint("GET")
def draft(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    found = _json(surveys.get_draft(survey_id, by=by), by, with_document=True)
    return JsonResponse(found | {"csrf": get_token(request)})


@json_endpoint("GET")
def facts(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    return JsonResponse(_json(surveys.get_draft(survey_id, by=by), by, with_document=False))


@json_endpoint("POST")
def operations(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by, batch = actor_from_request(request), read_batch(request)
    saved = surveys.apply_operations(survey_id=survey_id, **batch, by=by, now=timezone.now())
    return JsonResponse(_json(saved, by, with_document=False))


@json_endpoint("POST")
def undo(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    return _replayed(request, survey_id, surveys.undo)


@json_endpoint("POST")
def redo(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    return _replayed(request, survey_id, surveys.redo)


def _replayed(request: HttpRequest, survey_id: UUID, replay: Any) -> HttpResponse:
    by = actor_from_request(request)
    revision = read_revision(read_body(request))
    saved = replay(survey_id=survey_id, base_revision=revision, by=by, now=timezone.now())
    return JsonResponse(_json(saved, by, with_document=True))


@json_endpoint("POST")
def request_publication(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    data = read_body(request)
    by = actor_from_request(request)
    known = surveys.get_draft(survey_id, by=by)
    if known.revision != read_revision(data):
        raise surveys.SurveyConflict(_("Bản nháp vừa được sửa. Hãy tải lại trang."))
    surveys.request_publication(
        survey_id=survey_id, note=read_text(data, "note"), by=by, now=timezone.now()
    )
    return JsonResponse(_json(surveys.get_draft(survey_id, by=by), by, with_document=True))


@json_endpoint("POST")
def take_back(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    surveys.take_back_request(survey_id=survey_id, by=by, now=timezone.now())
    return JsonResponse(_json(surveys.get_draft(survey_id, by=by), by, with_document=True))


@json_endpoint("POST")
def preview(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Where the saved draft is seen the way the author asks for."""
    by, data = actor_from_request(request), read_body(request)
    sample = data.get("sample")
    if sample is not None and (not isinstance(sample, int) or isinstance(sample, bool)):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field="sample")
    found = surveys.get_draft(survey_id, by=by, with_problems=False)
    language = "en" if read_text(data, "language") == "en" else "vi"
    address = _preview_address(found, sample=sample, language=language)
    return JsonResponse({"address": address, "unfilled": _unfilled(found, sample)})


@json_endpoint("POST")
def presence(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by, data = actor_from_request(request), read_body(request)
    found = surveys.get_draft(survey_id, by=by, with_problems=False)
    others = note_presence(
        survey_id,
        window=read_text(data, "me")[:40],
        name=by.name,
        place=read_text(data, "place")[:64],
    )
    return JsonResponse({"revision": found.revision, "others": others, "talk_stamp": ""})


def _json(found: surveys.DraftView, by: Actor, *, with_document: bool) -> dict[str, Any]:
    """What ``designer/payload.py`` tells of a service."""
    is_draft = found.status in ("draft", "in_review")
    answer: dict[str, Any] = {
        "revision": found.revision,
        "status": found.status if is_draft else "published",
        "can_undo": found.can_undo,
        "can_redo": found.can_redo,
        "live_number": 1 if found.is_published else None,
        "has_unpublished_changes": False,
        "waiting": _waiting(found, by) if found.status == "in_review" else None,
        "updated_at": found.updated_at.isoformat(),
        "updated_by_name": found.updated_by_name,
        "is_checked": True,
        "problems": [each.to_json() for each in found.problems],
        "process_words": [],
        "preview": _preview_address(found, sample=None, language="vi"),
        "may": {
            "edit": is_draft and by.may(surveys.Permission.EDIT),
            "publish": by.may(surveys.Permission.PUBLISH),
        },
    }
    return answer | ({"document": found.document.to_json()} if with_document else {})


def _waiting(found: surveys.DraftView, by: Actor) -> dict[str, Any]:
    return {
        "note": found.request_note,
        "requested_by_name": found.requested_by_name,
        "requested_at": found.requested_at.isoformat() if found.requested_at else "",
        "is_mine": found.requested_by == by.id,
    }


def _preview_address(found: surveys.DraftView, *, sample: int | None, language: str) -> str:
    data: dict[str, Any] = {"survey": str(found.id), "revision": found.revision}
    if sample is not None:
        data["sample"] = sample % MOST_SAMPLES
    if language == "en":
        data["language"] = "en"
    address = reverse("survey_preview", args=[seal(data, purpose=PURPOSE), "_"])
    return address.removesuffix("_/")


def _unfilled(found: surveys.DraftView, sample: int | None) -> list[str]:
    if sample is None:
        return []
    try:
        form = compile_form(found.document.form)
    except FormInvalid:
        return []
    context = Context(today=timezone.localdate())
    made = sample_answers(form, seed=sample % MOST_SAMPLES, context=context)
    return list(unfilled_names(made, get_language() or "vi"))[:MOST_NAMES]


def _addresses(survey_id: UUID) -> dict[str, str]:
    own = {act: reverse(f"surveys_desk:{act}", args=[survey_id]) for act in _ACTS}
    return (
        own
        | dict.fromkeys(_NONE, "")
        | {
            "review": reverse("surveys_desk:show", args=[survey_id]),
            "index": reverse("surveys_desk:index"),
            "login": reverse("wagtailadmin_login"),
        }
    )
