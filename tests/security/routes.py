"""Every address of an urlconf, with a way to fill in its parameters.

A parameter nobody has told us about is an error, so that a new route is either covered or noticed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

_PARAMETER = re.compile(r"<(?:[^<>:]+:)?([^<>:]+)>")


class NoProvider(AssertionError):
    pass


@dataclass(frozen=True)
class Route:
    """``template`` joins the written patterns; regular expressions stand as ``{expression}``."""

    template: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]
    name: str

    def __str__(self) -> str:
        return f"/{self.template}"


def routes_of(urlconf: str) -> list[Route]:
    return list(_walk(get_resolver(urlconf), "", ()))


def _walk(resolver: URLResolver, prefix: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        template, more = _piece(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(prefix + template, parameters + more, entry.callback, entry.name or "")
        else:
            yield from _walk(entry, prefix + template, parameters + more)


def _piece(pattern: Any) -> tuple[str, tuple[str, ...]]:
    if isinstance(pattern, RoutePattern):
        written = str(pattern)
        return _PARAMETER.sub(r"<\1>", written), tuple(_PARAMETER.findall(written))
    assert isinstance(pattern, RegexPattern), f"unknown kind of pattern: {pattern!r}"
    written = str(pattern)
    plain = written.removeprefix("^").removesuffix("$")
    if re.fullmatch(r"[\w/-]*", plain):
        return plain, ()
    return "{" + written + "}", ("{" + written + "}",)


def path_of(route: Route, values: Mapping[str, Any]) -> str:
    """The route's address. ``values``: parameter, or "prefix of the route:parameter", to value."""
    path = route.template
    for name in route.parameters:
        value = _value(route, name, values)
        shown = name if name.startswith("{") else f"<{name}>"
        path = path.replace(shown, str(value), 1)
    return "/" + path


def _value(route: Route, name: str, values: Mapping[str, Any]) -> Any:
    special = [
        key
        for key in values
        if key.endswith(f":{name}") and route.template.startswith(key.removesuffix(f":{name}"))
    ]
    if special:
        return values[max(special, key=len)]
    if name in values:
        return values[name]
    raise NoProvider(
        f"No value for the parameter {name!r} of {route}. Give it a provider: add {name!r} (or "
        f"'<start of the route>:{name}' where the name is common) to `values_of` in "
        "tests/security/providers.py, with an object of the planted tenant."
    )
