"""Calling providers' servers: what their gateways have in common."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from django.utils.translation import gettext as _

from motcua.kernel import http
from motcua.kernel.errors import DomainError
from motcua.kernel.text import fold
from motcua.payments.errors import ProviderUnreachable


def ask_json(
    url: str, fields: Mapping[str, Any], *, headers: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Send ``fields`` as JSON; the answer's fields as text.

    Raises ``ProviderUnreachable`` for anything else than a JSON object: no answer, an answer too
    late, an error page. What the provider did with the request is then not known.
    """
    try:
        with http.session() as session:
            response = session.post(
                url, json=dict(fields), headers=dict(headers or {}), allow_redirects=False
            )
        if response.status_code >= 500:
            raise ValueError("server error")
        answer: Any = response.json()
    except (requests.RequestException, DomainError, ValueError) as error:
        raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được.")) from error
    if not isinstance(answer, dict):
        raise ProviderUnreachable(_("Cổng thanh toán chưa trả lời được."))
    return as_texts(answer)


def as_texts(fields: Mapping[Any, Any]) -> dict[str, str]:
    """Numbers as they stand, nothing for null; what is nested is no field of ours."""
    return {
        _clean(name): "" if value is None else _clean(value)
        for name, value in fields.items()
        if not isinstance(value, (dict, list))
    }


def _clean(value: object) -> str:
    """Half a surrogate pair is legal in JSON and nowhere else."""
    return str(value).encode("utf-8", "replace").decode()


def whole_number(text: str) -> int | None:
    """Digits alone, few enough for any amount of money; ``None`` for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def is_address(value: str) -> str:
    """A provider's address: https, or a simulator on this machine."""
    parts = urlsplit(value)
    local = parts.scheme == "http" and (parts.hostname or "").endswith("localhost")
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise ValueError("https only")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("address only")
    return value


def leads_out(url: str) -> bool:
    """Whether a payer may be sent to this address of a provider's."""
    try:
        is_address(url.partition("?")[0])
    except ValueError:
        return False
    return True


def plain(text: str, *, longest: int = 255) -> str:
    """ASCII letters, digits and blanks: all that every provider accepts as a description."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text))
    return " ".join(kept.split())[:longest] or "thanh toan"
