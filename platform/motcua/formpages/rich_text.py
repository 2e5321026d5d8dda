"""The little formatting tenants may use in texts of forms: paragraphs, lists, bold, links."""

import re
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from formbuilder.api import clean_markup, is_markup

_BOLD: Final = re.compile(r"\*\*([^*\n]{1,300})\*\*")
_LINK: Final = re.compile(r"\[([^\]\n]{1,200})\]\((https://[^\s)\"'<>]{1,500})\)")
_BULLET: Final = re.compile(r"^[-•] ")


_CLASSES: Final = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "table": "govuk-table",
    "caption": "govuk-table__caption",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "blockquote": "govuk-inset-text",
}


def formatted(text: str) -> SafeString:
    """HTML a tenant wrote or pasted, cleaned; plain text with our little formatting."""
    if not is_markup(text):
        return paragraphs(text)
    return mark_safe(clean_markup(text, _CLASSES))  # noqa: S308 -- only allowed tags are left


def paragraphs(text: str) -> SafeString:
    """Markup of a text: blank lines part paragraphs, ``- `` starts list items.

    Everything is escaped first; only our own tags are added, and links lead to https only.
    """
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    return mark_safe("".join(_block(block) for block in blocks))  # noqa: S308 -- escaped in _inline


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines()]
    if all(_BULLET.match(line) for line in lines):
        items = "".join(f"<li>{_inline(_BULLET.sub('', line))}</li>" for line in lines)
        return f'<ul class="govuk-list govuk-list--bullet">{items}</ul>'
    return f'<p class="govuk-body">{"<br>".join(_inline(line) for line in lines)}</p>'


def _inline(text: str) -> str:
    safe: str = escape(text)
    safe = _BOLD.sub(r"<strong>\1</strong>", safe)
    return _LINK.sub(r'<a class="govuk-link" href="\2" rel="noopener">\1</a>', safe)
