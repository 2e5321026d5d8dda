"""Files sent piece by piece by the page's script; without scripts a form posts them whole.

Answers are JSON. An error carries ``code``, ``message`` and, where it says where to go on,
``expected``.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.files.api import MAX_PIECE, UploadView
from motcua.kernel.errors import DomainError, Invalid
from motcua.portal.people import actor_of, actor_required
from motcua.submissions import api as submissions

MAX_ANNOUNCEMENT: Final = 4_000
_MAX_SIZE: Final = 10**12


class Unreadable(Invalid):
    code = "unreadable"


def _as_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            told = {"code": error.code, "message": error.message}
            expected = error.details.get("expected")
            body = told if expected is None else told | {"expected": expected}
            return JsonResponse(body, status=error.status)
        except RequestDataTooBig:
            words = _("Phần gửi lên lớn hơn mức cho phép.")
            return JsonResponse({"code": "too_large", "message": words}, status=413)

    return wrapped


@actor_required
@require_POST
@_as_json
def upload_begin(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """``{"field": "f-…", "name", "size"}`` → where to send pieces, and from which byte on."""
    told = _announcement(request)
    upload = submissions.announce_upload(
        draft_id=draft_id,
        path=told["field"].removeprefix("f-").replace("-", "/"),
        name=told["name"],
        size=told["size"],
        by=actor_of(request),
        now=timezone.now(),
    )
    return JsonResponse(_state(upload), status=201)


def _announcement(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MAX_ANNOUNCEMENT:
        raise Unreadable(_("Dữ liệu gửi lên không đúng định dạng."))
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not _fits(told):
        raise Unreadable(_("Dữ liệu gửi lên không đúng định dạng."))
    return told


def _fits(told: dict[str, Any]) -> bool:
    texts = (told.get("field"), told.get("name"))
    size = told.get("size")
    return (
        all(isinstance(text, str) and 0 < len(text) <= 400 and _sound(text) for text in texts)
        and type(size) is int
        and 0 <= size <= _MAX_SIZE
    )


def _sound(text: str) -> bool:
    """No NUL, and nothing that no encoding can hold."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


@actor_required
@require_http_methods(["GET", "POST", "DELETE"])
@_as_json
def upload_piece(request: HttpRequest, draft_id: UUID, upload_id: UUID) -> HttpResponse:
    """GET tells how far it came; POST takes a piece (its bytes as the body); DELETE gives up."""
    by, now = actor_of(request), timezone.now()
    if request.method == "DELETE":
        submissions.cancel_upload(draft_id=draft_id, upload_id=upload_id, by=by)
        return HttpResponse(status=204)
    if request.method == "GET":
        found = submissions.upload_state(draft_id=draft_id, upload_id=upload_id, by=by, now=now)
        return JsonResponse(_state(found))
    offset = request.headers.get("X-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) <= 12):
        raise Unreadable(_("Dữ liệu gửi lên không đúng định dạng."))
    upload = submissions.upload_piece(
        draft_id=draft_id,
        upload_id=upload_id,
        offset=int(offset),
        content=request.body,
        sha256=request.headers.get("X-Sha256", ""),
        by=by,
        now=now,
    )
    return JsonResponse({"received": upload.received})


@actor_required
@require_POST
@_as_json
def upload_finish(request: HttpRequest, draft_id: UUID, upload_id: UUID) -> HttpResponse:
    """All pieces are there: the file is checked and becomes an answer. Returns the new list."""
    draft, path, entry = submissions.attach_upload(
        draft_id=draft_id, upload_id=upload_id, by=actor_of(request), now=timezone.now()
    )
    name = "f-" + path.replace("/", "-")
    files = submissions.read_path(draft.answers, path)
    markup = render_to_string("runner/files.html", {"files": files, "name": name})
    return JsonResponse({"entry": entry, "list": markup})


def _state(upload: UploadView) -> dict[str, Any]:
    return {
        "id": str(upload.id),
        "received": upload.received,
        "size": upload.size,
        "piece": MAX_PIECE,
        "pieces": [[each.offset, each.size, each.sha256] for each in upload.pieces],
    }
