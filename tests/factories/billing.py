"""Stripe's simulator asked by the official SDK, without sockets: the same requests, byte by byte,
go into Django's own handler. (``tests/saas/stripe_part.py`` does it over HTTP.)"""

from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

import stripe
from django.conf import settings
from django.test import Client

from billing.api import ProfileFields, save_profile
from billing.contrib.stripe import catalogue
from billing.contrib.stripe import client as stripe_client
from billing.contrib.stripe_simulator import moods, sending
from billing.provider import current_provider
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id

ADDRESSES = {
    "done": "http://lam-dong.motcua.localhost/x/?phien={CHECKOUT_SESSION_ID}",
    "left": "http://lam-dong.motcua.localhost/x/",
}
PROFILE = ProfileFields(
    legal_name="Văn phòng Uỷ ban nhân dân tỉnh Lâm Đồng",
    tax_code="0100233488",
    address="Số 4 Trần Hưng Đạo, Đà Lạt",
    email="ke-toan@lamdong.example.vn",
)


class InProcess(stripe.HTTPClient):
    """``broken``: a place in the flow, by method and end of path, and what happens to it there:
    the request is lost, or only its answer."""

    name = "in-process"
    INITIAL_DELAY = MAX_DELAY = 0
    calls: list[tuple[str, str]] = []
    broken: dict[tuple[str, str], str] = {}

    def request(self, method, url, headers, post_data=None):
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.calls.append((method, parts.path.rpartition("/v1/")[2]))
        how = next(
            (how for (verb, end), how in self.broken.items()
             if verb == method and parts.path.endswith(end)), ""
        )  # fmt: skip
        if how == "request":
            raise stripe.APIConnectionError("no way there")
        answer = Client(SERVER_NAME=settings.MOTCUA_PLATFORM_HOST).generic(
            method.upper(), path, post_data or "", headers["Content-Type"]
            if "Content-Type" in headers else "application/x-www-form-urlencoded",
            headers={name: value for name, value in headers.items() if name != "Content-Type"},
        )  # fmt: skip
        if how == "answer":
            raise stripe.APIConnectionError("no way back")
        return answer.content, answer.status_code, dict(answer.headers)

    def _sleep_time_seconds(self, num_retries):
        return 0

    def close(self):
        pass


@contextmanager
def broken(method, end, how):
    InProcess.broken[method, end] = how
    try:
        yield
    finally:
        InProcess.broken.clear()


class _Session:
    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        return None

    def post(self, url, data, headers):
        answer = post_webhook(data, headers["Stripe-Signature"])
        return SimpleNamespace(ok=answer.status_code < 300)


def post_webhook(body, signature):
    return Client(SERVER_NAME=settings.MOTCUA_PLATFORM_HOST).post(
        "/billing/stripe/webhook/",
        data=body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )


def wire(monkeypatch):
    """The SDK talks to the simulator in this process. Returns the provider, price list brought."""
    InProcess.calls.clear()
    InProcess.broken.clear()
    monkeypatch.setattr(stripe_client, "make_transport", InProcess)
    monkeypatch.setattr(sending.http, "session", _Session)
    moods.set_mood("well")
    catalogue.forget()
    provider = current_provider()
    provider.ensure_catalogue()
    return provider


def deliver_all():
    """Every notice nobody took yet, oldest first; how many."""
    held = sending.held_back()
    for event_id in held:
        assert sending.deliver(event_id)
    return len(held)


def with_profile(tenant, now, **changed):
    from dataclasses import replace

    save_profile(tenant_id=tenant.id, fields=replace(PROFILE, **changed), now=now)


def technician(name="Kỹ thuật viên"):
    return Actor(
        kind="staff", id=new_id(), name=name, roles=frozenset({"tech_admin"}),
        permissions=frozenset({"tenant.configure"}), agency_ids=frozenset(), assurance=2,
    )  # fmt: skip


def operator(name="Người vận hành"):
    return technician(name)
