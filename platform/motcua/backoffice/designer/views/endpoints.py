"""What the designer in the browser talks to: parse, authorise, one call, answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.backoffice.designer.looks import sealed_look, unfilled_in
from motcua.backoffice.designer.payload import draft_json, preview_address
from motcua.backoffice.designer.posted import (
    BodyInvalid,
    json_endpoint,
    read_batch,
    read_body,
    read_reasons,
    read_revision,
    read_text,
    read_time,
)
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request


@json_endpoint("GET")
def draft(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The draft with a fresh CSRF token: the page may have outlived the session it was made in."""
    by = actor_from_request(request)
    found = catalogue.get_draft(service_id, by=by)
    answer = draft_json(found, by=by, with_document=True)
    return JsonResponse(answer | {"csrf": get_token(request)})


@json_endpoint("GET")
def facts(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """All but the document: what the page that was just opened does not know yet."""
    by = actor_from_request(request)
    found = catalogue.get_draft(service_id, by=by)
    return JsonResponse(draft_json(found, by=by, with_document=False))


@json_endpoint("POST")
def operations(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by, batch = actor_from_request(request), read_batch(request)
    saved = catalogue.apply_operations(service_id=service_id, **batch, by=by, now=timezone.now())
    return JsonResponse(draft_json(saved, by=by, with_document=False))


@json_endpoint("POST")
def undo(request: HttpRequest, service_id: UUID) -> HttpResponse:
    return _replayed(request, service_id, catalogue.undo)


@json_endpoint("POST")
def redo(request: HttpRequest, service_id: UUID) -> HttpResponse:
    return _replayed(request, service_id, catalogue.redo)


def _replayed(request: HttpRequest, service_id: UUID, replay: Any) -> HttpResponse:
    by = actor_from_request(request)
    revision = read_revision(read_body(request))
    saved = replay(service_id=service_id, base_revision=revision, by=by, now=timezone.now())
    return JsonResponse(draft_json(saved, by=by, with_document=True))


@json_endpoint("POST")
def preview(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Where the saved draft is seen the way the author asks for."""
    by = actor_from_request(request)
    data = read_body(request)
    person, sample = read_text(data, "person"), data.get("sample")
    if sample is not None and (not isinstance(sample, int) or isinstance(sample, bool)):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field="sample")
    found = catalogue.get_draft(service_id, by=by)
    language = read_text(data, "language")
    token = sealed_look(found, person=person, sample=sample, language=language)
    unfilled = unfilled_in(found, person=person, sample=sample)
    return JsonResponse({"address": preview_address(token), "unfilled": unfilled})


@json_endpoint("POST")
def request_publication(request: HttpRequest, service_id: UUID) -> HttpResponse:
    data = read_body(request)
    by = actor_from_request(request)
    catalogue.request_publication(
        service_id=service_id,
        base_revision=read_revision(data),
        note=read_text(data, "note"),
        reasons=read_reasons(data),
        by=by,
        now=timezone.now(),
    )
    return _draft_again(request, service_id)


@json_endpoint("POST")
def take_back(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    catalogue.take_back_request(service_id=service_id, by=by, now=timezone.now())
    return _draft_again(request, service_id)


@json_endpoint("POST")
def approve(request: HttpRequest, service_id: UUID) -> HttpResponse:
    data = read_body(request)
    known: Any = {"service_id": service_id, "note": read_text(data, "note")}
    by, publish_at = actor_from_request(request), read_time(data, "publish_at")
    if publish_at is None:
        catalogue.approve_publication(**known, by=by, now=timezone.now())
    else:
        catalogue.schedule_publication(**known, publish_at=publish_at, by=by, now=timezone.now())
    return _draft_again(request, service_id)


@json_endpoint("POST")
def send_back(request: HttpRequest, service_id: UUID) -> HttpResponse:
    reason = read_text(read_body(request), "reason")
    by = actor_from_request(request)
    catalogue.send_back(service_id=service_id, reason=reason, by=by, now=timezone.now())
    return _draft_again(request, service_id)


@json_endpoint("POST")
def withdraw(request: HttpRequest, service_id: UUID) -> HttpResponse:
    reason = read_text(read_body(request), "reason")
    by = actor_from_request(request)
    catalogue.withdraw_service(service_id=service_id, reason=reason, by=by, now=timezone.now())
    return _draft_again(request, service_id)


def _draft_again(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    found = catalogue.get_draft(service_id, by=by)
    return JsonResponse(draft_json(found, by=by, with_document=True))
