"""Which ways of signing in this installation offers."""

from django import template

from motcua.identity.text_senders import can_send_texts

register = template.Library()


@register.simple_tag
def sends_texts() -> bool:
    """Whether a code can be sent to a telephone."""
    return can_send_texts()
