"""Tags for the templates that are rendered once, with holes."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from motcua.formpages import holes

register = template.Library()


@register.simple_tag
def hole(kind: str, *arguments: str) -> SafeString:
    """A place to be filled per request; see ``motcua.formpages.holes``."""
    return mark_safe(holes.hole(kind, *arguments))  # noqa: S308 -- names made by our code


@register.filter
def input_name(path: str) -> str:
    return "f-" + path.replace("/", "-")
