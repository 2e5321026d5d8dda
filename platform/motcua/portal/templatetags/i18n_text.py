from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from motcua.kernel import i18n

register = template.Library()


@register.filter
def pick(text: Mapping[str, str] | str | None) -> str:
    """The words of a tenant's text in the page's language."""
    if text is None or isinstance(text, str):
        return text or ""
    return i18n.pick(text, get_language() or i18n.DEFAULT_LANGUAGE)


@register.filter
def unbroken(text: str) -> str:
    """On one line: a number that breaks in two is read as two."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
