"""The library for the designer in the browser.

``GET thu-vien/?q=&loai=`` answers ``{"entries": [{"source", "kind", "name", "note",
"is_platform"}]}``. ``POST thu-vien/`` with ``{"source", "base_revision", "parent", "at"}`` puts a
copy of a question or a page in and answers the draft with its document. ``POST thu-vien/luu/``
with ``{"part_id", "name", "note"}`` keeps a part and answers ``{"entry"}``.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.backoffice.designer.payload import draft_json
from motcua.backoffice.designer.posted import (
    BodyInvalid,
    by_method,
    json_endpoint,
    read_body,
    read_revision,
    read_text,
)
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request


@json_endpoint("GET")
def _read(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    catalogue.get_draft(service_id, by=by)
    kind = request.GET.get("loai", "")
    found = catalogue.list_library(request.GET.get("q", ""), kind, by=by)
    return JsonResponse({"entries": [_entry_json(each) for each in found]})


@json_endpoint("POST")
def _take(request: HttpRequest, service_id: UUID) -> HttpResponse:
    data = read_body(request)
    at = data.get("at")
    if at is not None and type(at) is not int:
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field="at")
    by = actor_from_request(request)
    saved = catalogue.take_from_library(
        service_id=service_id,
        source=read_text(data, "source"),
        base_revision=read_revision(data),
        parent=read_text(data, "parent") or None,
        at=at,
        by=by,
        now=timezone.now(),
    )
    return JsonResponse(draft_json(saved, by=by, with_document=True))


library = by_method({"GET": _read, "POST": _take})


@json_endpoint("POST")
def save(request: HttpRequest, service_id: UUID) -> HttpResponse:
    data = read_body(request)
    made = catalogue.save_to_library(
        service_id=service_id,
        part_id=read_text(data, "part_id"),
        name=read_text(data, "name"),
        note=read_text(data, "note"),
        by=actor_from_request(request),
        now=timezone.now(),
    )
    return JsonResponse({"entry": _entry_json(made)})


def _entry_json(entry: catalogue.LibraryEntry) -> dict[str, Any]:
    return {
        "source": entry.source,
        "kind": entry.kind,
        "name": entry.name,
        "note": entry.note,
        "is_platform": entry.is_platform,
    }
