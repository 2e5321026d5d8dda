"""Addresses that an editor may put behind a link: nothing that runs, nothing that pretends."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_LENGTH: Final = 500
_SCHEMES: Final = frozenset({"https", "http", "mailto", "tel"})
_CONTROL: Final = re.compile(r"[\x00-\x20\x7f\\<>\"]")


def check_link(value: str) -> None:
    """An own path (``/dich-vu/``) or an address of the web, mail or telephone.

    Raises ``ValidationError``: ``javascript:``, ``data:``, ``//host`` and whatever else hides.
    """
    if not value:
        return
    if _CONTROL.search(value) or value.startswith("//"):
        raise ValidationError(_("Địa chỉ này không dùng được. Hãy viết như https://… hoặc /…"))
    if value.startswith(("/", "#")):
        return
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    reaches = bool(parts.netloc) if parts.scheme in ("http", "https") else bool(parts.path)
    if parts.scheme not in _SCHEMES or not reaches:
        raise ValidationError(_("Địa chỉ này không dùng được. Hãy viết như https://… hoặc /…"))
