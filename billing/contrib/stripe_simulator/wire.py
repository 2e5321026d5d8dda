"""Stripe's wire format: forms with brackets in, JSON objects, lists and errors out. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

API_VERSION: Final = "2026-10-28.endive"
MOST_PER_PAGE: Final = 100


class StripeFault(Exception):
    """An answer that is an error, as Stripe words it."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str = "",
        param: str = "",
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        named = {"code": code, "param": param}
        body = {"message": message, "type": kind, **more}
        self.body = {"error": body | {name: value for name, value in named.items() if value}}


def missing(kind: str, wanted: str, param: str = "id") -> StripeFault:
    return StripeFault(
        f"No such {kind}: '{wanted}'", status=404, code="resource_missing", param=param
    )


def needed(param: str) -> StripeFault:
    return StripeFault(f"Missing required param: {param}.", code="parameter_missing", param=param)


def read_form(text: str) -> dict[str, Any]:
    """``items[0][price]=x`` as nested dictionaries, numbered ones as lists.

    Raises ``StripeFault`` for a key that no client writes.
    """
    tree: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        place, steps = tree, _steps(key)
        for step in steps[:-1]:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise StripeFault(f"Invalid key: {key}", param=key)
        last = steps[-1] or str(len(place))
        place[last] = value
    return {key: _listed(value) for key, value in tree.items()}


def _steps(key: str) -> list[str]:
    head, bracket, rest = key.partition("[")
    if not bracket:
        return [head]
    if not rest.endswith("]"):
        raise StripeFault(f"Invalid key: {key}", param=key)
    return [head, *rest[:-1].split("][")]


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(each) for key, each in value.items()}
    if inner and all(key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def is_true(value: Any) -> bool:
    return str(value).lower() == "true"


def whole(params: Mapping[str, Any], name: str, default: int = 0) -> int:
    """Raises ``StripeFault`` where Stripe would: no fractions, no words."""
    given = params.get(name)
    if given in (None, ""):
        return default
    try:
        return int(str(given))
    except ValueError:
        raise StripeFault(
            f"Invalid integer: {given}", code="parameter_invalid_integer", param=name
        ) from None


def listing(objects: Iterable[dict[str, Any]], *, url: str, params: Any) -> dict[str, Any]:
    """One page, newest first, after ``starting_after``."""
    found, limit = list(objects), whole(params, "limit", 10)
    if not 1 <= limit <= MOST_PER_PAGE:
        raise StripeFault(
            f"This value must be between 1 and {MOST_PER_PAGE}.",
            code="parameter_invalid_integer",
            param="limit",
        )
    if after := params.get("starting_after"):
        ids = [each["id"] for each in found]
        if after not in ids:
            raise missing("object", after, "starting_after")
        found = found[ids.index(after) + 1 :]
    return {
        "object": "list",
        "data": found[:limit],
        "has_more": len(found) > limit,
        "url": url,
    }


def whole_list(objects: list[dict[str, Any]], *, url: str) -> dict[str, Any]:
    return {
        "object": "list",
        "data": objects,
        "has_more": False,
        "total_count": len(objects),
        "url": url,
    }
