"""Comments on parts of a draft, as the designer in the browser talks about them.

``GET nhan-xet/`` answers ``{"threads", "open_count", "colleagues"}``. ``POST nhan-xet/`` with
``{"part_id", "body", "mentions"}`` starts a thread, with ``{"thread", "body", "mentions"}`` it
replies; ``POST nhan-xet/<thread>/giai-quyet/`` with ``{"resolved": true | false}`` settles or
reopens. Both POSTs answer ``{"thread", "open_count"}``.

A thread is ``{"id", "part_id", "part_name", "is_resolved", "resolved_by_name", "resolved_at",
"created_at", "comments"}``, a comment ``{"id", "body", "by_name", "is_mine", "at", "mentions":
[{"id", "name"}]}``; ``mentions`` posted is a list of colleagues' ids, ten at most.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.backoffice.designer.posted import (
    BodyInvalid,
    by_method,
    json_endpoint,
    read_body,
    read_text,
)
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor


@json_endpoint("GET")
def _read(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    catalogue.get_draft(service_id, by=by)
    threads = catalogue.list_comments(service_id, by=by)
    answer = {
        "threads": [_thread_json(each, by) for each in threads],
        "open_count": sum(1 for each in threads if not each.is_resolved),
        "colleagues": [
            {"id": str(each.id), "name": each.name}
            for each in catalogue.list_colleagues()
            if each.id != by.id
        ],
    }
    return JsonResponse(answer)


@json_endpoint("POST")
def _write(request: HttpRequest, service_id: UUID) -> HttpResponse:
    data = read_body(request)
    by = actor_from_request(request)
    said: Any = {
        "service_id": service_id,
        "body": read_text(data, "body"),
        "mentions": _ids(data.get("mentions", [])),
        "by": by,
        "now": timezone.now(),
    }
    if data.get("thread") is not None:
        thread = catalogue.reply_to_comment(thread_id=_id(data["thread"], "thread"), **said)
    else:
        thread = catalogue.start_comment(part_id=read_text(data, "part_id"), **said)
    return _answer(thread, service_id, by)


comments = by_method({"GET": _read, "POST": _write})


@json_endpoint("POST")
def resolve(request: HttpRequest, service_id: UUID, thread_id: UUID) -> HttpResponse:
    data = read_body(request)
    resolved = data.get("resolved", True)
    if not isinstance(resolved, bool):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field="resolved")
    by = actor_from_request(request)
    thread = catalogue.resolve_comment(
        service_id=service_id,
        thread_id=thread_id,
        is_resolved=resolved,
        by=by,
        now=timezone.now(),
    )
    return _answer(thread, service_id, by)


def _answer(thread: catalogue.ThreadView, service_id: UUID, by: Actor) -> HttpResponse:
    count = catalogue.count_open_comments(service_id)
    return JsonResponse({"thread": _thread_json(thread, by), "open_count": count})


def _thread_json(thread: catalogue.ThreadView, by: Actor) -> dict[str, Any]:
    return {
        "id": str(thread.id),
        "part_id": thread.part_id,
        "part_name": thread.part_name,
        "is_resolved": thread.is_resolved,
        "resolved_by_name": thread.resolved_by_name,
        "resolved_at": thread.resolved_at.isoformat() if thread.resolved_at else None,
        "created_at": thread.created_at.isoformat(),
        "comments": [
            {
                "id": str(each.id),
                "body": each.body,
                "by_name": each.by_name,
                "is_mine": each.by == by.id,
                "at": each.at.isoformat(),
                "mentions": [{"id": person, "name": name} for person, name in each.mentions],
            }
            for each in thread.comments
        ],
    }


def _ids(posted: Any) -> list[UUID]:
    if not isinstance(posted, list) or len(posted) > 50:
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field="mentions")
    return [_id(each, "mentions") for each in posted]


def _id(value: Any, field: str) -> UUID:
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field=field) from None
