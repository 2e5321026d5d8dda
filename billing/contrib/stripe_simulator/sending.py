"""Webhooks of the simulated Stripe: signed, over HTTP, tried again; doubled, late or shuffled."""

import hashlib
import hmac
import json
import time
from typing import Final

import requests
import structlog
from django.db import transaction

from billing.contrib.stripe import keys
from billing.contrib.stripe_simulator import moods, store
from motcua.kernel import http
from motcua.kernel.errors import DomainError
from tenants.api import platform_url

log = structlog.get_logger(__name__)
RETRY_SECONDS: Final = (5, 30, 300, 3600)


def send_soon(event_id: str) -> None:
    """After the change is through, unless the simulator is in no mood to tell."""
    transaction.on_commit(lambda: _begin(event_id))


def _begin(event_id: str) -> None:
    mood = moods.mood()
    if mood in ("silent", "late"):
        return
    # Shuffled: what came first waits longest.
    seconds = 0 if mood != "reversed" else 3 + int(time.time_ns() // 1_000_000) % 5
    for _copy in range(2 if mood == "twice" else 1):
        _later(event_id, 0, seconds)


def deliver(event_id: str, tries: int = 0) -> bool:
    """One delivery; whether it was taken. What is not taken is tried again."""
    taken = post(event_id)
    if not taken and tries < len(RETRY_SECONDS):
        _later(event_id, tries + 1, RETRY_SECONDS[tries])
    if taken:
        event = store.take("event", event_id)
        store.put("event", event | {"pending_webhooks": 0}, customer=_owner(event))
    return taken


def post(event_id: str, *, secret: str = "", at: int | None = None) -> bool:
    """``secret`` and ``at`` of the signature may be wrong on purpose."""
    body = payload(event_id)
    signature = sign(body, secret or keys.webhook_secrets()[0], at=at or int(time.time()))
    headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
    try:
        with http.session() as session:
            answer = session.post(platform_url(keys.WEBHOOK_PATH), data=body, headers=headers)
    except (requests.RequestException, DomainError) as error:
        log.warning("simulator_webhook_unanswered", error=type(error).__name__)
        return False
    return answer.ok


def payload(event_id: str) -> bytes:
    return json.dumps(store.take("event", event_id), indent=2, ensure_ascii=False).encode()


def sign(body: bytes, secret: str, *, at: int) -> str:
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def held_back() -> list[str]:
    """Events nobody took yet, oldest first."""
    return [each["id"] for each in reversed(store.every("event")) if each["pending_webhooks"]]


def _later(event_id: str, tries: int, seconds: int) -> None:
    from billing.contrib.stripe_simulator.tasks import send_event

    try:
        send_event.apply_async((event_id, tries), countdown=seconds)
    except Exception as error:  # noqa: BLE001 -- a webhook may be lost, as in life
        log.warning("simulator_webhook_lost", error=type(error).__name__)


def _owner(event: dict[str, object]) -> str:
    data = event["data"]
    inner = data["object"] if isinstance(data, dict) else {}
    return str(inner.get("customer") or "")
