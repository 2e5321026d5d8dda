"""Reading what the designer posts, and answering in JSON whatever happens."""

import functools
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError, Invalid, TooLarge

MAX_BYTES: Final = 2_200_000
"""A whole document, as ``replace`` carries it, and its envelope."""
_SHOWN_DETAILS: Final = (
    "problems",
    "faults",
    "index",
    "key",
    "current_revision",
    "base_revision",
)

View = Callable[..., HttpResponse]


class BodyTooLarge(TooLarge):
    code = "body_too_large"


class BodyInvalid(Invalid):
    code = "body_invalid"


def json_endpoint(method: str) -> Callable[[View], View]:
    """Only ``method``; every anticipated error becomes ``{"errors": [...]}`` with its status."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def endpoint(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method != method:
                return HttpResponseNotAllowed([method])
            try:
                return view(request, **kwargs)
            except DomainError as error:
                return JsonResponse({"errors": [_as_json(error)]}, status=error.status)

        return endpoint

    return decorate


def by_method(views: Mapping[str, View]) -> View:
    """One address, another view for each method."""

    def choose(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        view = views.get(request.method or "")
        return view(request, **kwargs) if view else HttpResponseNotAllowed(list(views))

    return choose


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The posted JSON object. Raises ``BodyInvalid`` and ``BodyTooLarge``."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
            raise BodyTooLarge(_("Nội dung gửi lên quá lớn (tối đa 2 MB)."))
        body = request.body
    except (RequestDataTooBig, ValueError):
        raise BodyTooLarge(_("Nội dung gửi lên quá lớn (tối đa 2 MB).")) from None
    return _object_of(body)


def _object_of(body: bytes) -> dict[str, Any]:
    try:
        # PostgreSQL stores no null characters and no half surrogates; neither does any keyboard.
        if b"\\u0000" in body:
            raise ValueError
        data = json.loads(body or b"{}", parse_constant=_refuse_constant)
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng.")) from None
    if not isinstance(data, dict):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."))
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def read_revision(data: Mapping[str, Any]) -> int:
    revision = data.get("base_revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise BodyInvalid(_("Thiếu số lần lưu của bản nháp."), field="base_revision")
    return revision


def read_batch(request: HttpRequest) -> dict[str, Any]:
    """What ``apply_operations`` is asked: the operations, and the revision they begin from."""
    data = read_body(request)
    batch = data.get("operations")
    if not isinstance(batch, list) or not all(isinstance(each, dict) for each in batch):
        raise BodyInvalid(_("Danh sách thao tác không đúng định dạng."), field="operations")
    return {"operations": batch, "base_revision": read_revision(data)}


def read_text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field=key)
    return value


def read_reasons(data: Mapping[str, Any]) -> dict[str, str]:
    """``{"<path>|<code>": "why the warning may stand"}``; left out means none."""
    reasons = data.get("reasons", {})
    if not isinstance(reasons, dict) or not all(isinstance(each, str) for each in reasons.values()):
        raise BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field="reasons")
    return reasons


def read_time(data: Mapping[str, Any], key: str) -> datetime | None:
    """An ISO time with its zone; ``None`` when left out."""
    value = data.get(key)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise BodyInvalid(_("Thời điểm không đúng định dạng."), field=key) from None
    if moment.tzinfo is None:
        raise BodyInvalid(_("Thời điểm không đúng định dạng."), field=key)
    return moment


def _as_json(error: DomainError) -> dict[str, Any]:
    details = {key: error.details[key] for key in _SHOWN_DETAILS if key in error.details}
    return {"code": error.code, "field": error.field, "message": error.message, "details": details}
