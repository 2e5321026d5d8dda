"""Calling providers' servers: what their channels have in common."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

import requests
from pydantic import AfterValidator

from motcua.kernel import http
from motcua.kernel.errors import DomainError
from motcua.notifications.errors import DeliveryError


def post(
    url: str,
    *,
    body: bytes | Mapping[str, str] | None = None,
    json: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> requests.Response:
    """Whatever it answers. Raises ``DeliveryError``, to be tried again, when it does not."""
    return _call("POST", url, data=body, json=json, headers=dict(headers or {}))


def get(url: str, *, params: Mapping[str, str], headers: Mapping[str, str]) -> requests.Response:
    return _call("GET", url, params=dict(params), headers=dict(headers))


def answer_of(response: requests.Response) -> dict[str, Any]:
    """The JSON object it answered. Raises ``DeliveryError`` for anything else: what the provider
    did is then not known, and the next try carries the same id."""
    if response.status_code >= 500 or response.status_code == 429:
        raise DeliveryError(f"HTTP {response.status_code}", permanent=False)
    try:
        found = response.json()
    except ValueError as error:
        raise DeliveryError("no JSON", permanent=False) from error
    if not isinstance(found, dict):
        raise DeliveryError("no JSON object", permanent=False)
    return found


def _call(method: str, url: str, **given: Any) -> requests.Response:
    try:
        with http.session() as session:
            return session.request(method, url, allow_redirects=False, **given)
    except (requests.RequestException, DomainError) as error:
        raise DeliveryError(type(error).__name__, permanent=False) from error


def _checked(value: str) -> str:
    parts = urlsplit(value)
    local = parts.scheme == "http" and (parts.hostname or "").endswith("localhost")
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise ValueError("https only")
    if parts.fragment or parts.username:
        raise ValueError("address only")
    return value


WebAddress = Annotated[str, AfterValidator(_checked)]
"""https, or a simulator on this machine; where it really leads is checked when it is called."""
