"""Which of the main entries one is in."""

from typing import Any, Final

from django import template
from django.utils.safestring import SafeString

register = template.Library()

# The longest fitting start of an address decides.
_PLACES: Final = {
    "/dich-vu/": "services",
    "/nop-ho-so/": "services",
    "/to-khai/": "cases",
    "/tra-cuu/": "track",
    "/ho-so/": "cases",
    "/bien-nhan/": "cases",
    "/thanh-toan/": "cases",
    "/hop-thu/": "inbox",
}
_EXACT: Final = frozenset({"/", "/dich-vu/", "/tra-cuu/", "/ho-so/", "/hop-thu/"})


@register.simple_tag(takes_context=True)
def here(context: Any, place: str) -> SafeString:
    """``aria-current``: ``page`` on the entry's own page, ``true`` on one below it."""
    path = context.get("place_path") or getattr(context.get("request"), "path", "")
    if _place_of(path) != place:
        return SafeString("")
    return SafeString(' aria-current="page"' if path in _EXACT else ' aria-current="true"')


def _place_of(path: str) -> str:
    if path == "/":
        return "home"
    return next((place for start, place in _PLACES.items() if path.startswith(start)), "")
