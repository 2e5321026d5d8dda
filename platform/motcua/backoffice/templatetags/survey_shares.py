from django import template

register = template.Library()


@register.simple_tag
def share(part: int, whole: int | None) -> int:
    """Per cent, rounded; of nothing it is nothing."""
    return round(100 * part / whole) if whole else 0
