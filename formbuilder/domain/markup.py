"""HTML that tenants write or paste, reduced to what cannot act."""

import re
from collections.abc import Mapping
from typing import Final

import nh3

TAGS: Final = frozenset(
    {"p", "br", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "a", "h3", "h4",
     "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "hr"}
)  # fmt: skip
ATTRIBUTES: Final = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_SCHEMES: Final = {"https", "mailto", "tel"}
_SILENT: Final = {"script", "style", "template", "iframe", "object", "svg", "math", "title"}
_OPENING: Final = re.compile(r"<[A-Za-z!?]")


def is_markup(text: str) -> bool:
    return _OPENING.search(text) is not None


def clean_markup(text: str, classes: Mapping[str, str] | None = None) -> str:
    """Safe HTML: allowed tags only, links to https, mail and telephone only.

    ``classes`` gives tags the classes of the page they stand in.
    """
    return nh3.clean(
        text,
        tags=set(TAGS),
        clean_content_tags=_SILENT,
        attributes=ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
        set_tag_attribute_values={tag: {"class": name} for tag, name in (classes or {}).items()},
    )


def loses_markup(text: str) -> bool:
    """Whether cleaning takes tags away; the builder should hear of it."""
    return len(_OPENING.findall(clean_markup(text))) < len(_OPENING.findall(text))
