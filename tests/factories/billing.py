"""Stripe's simulator asked by the official SDK, without sockets: the same requests, byte by byte,
go into Django's own handler. (``tests/saas/stripe_part.py`` does it over HTTP.)"""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import stripe
from django.test import RequestFactory

from billing.api import ProfileFields, save_profile
from billing.contrib.stripe import catalogue
from billing.contrib.stripe import client as stripe_client
from billing.contrib.stripe.views import webhook
from billing.contrib.stripe_simulator import moods, sending, sessions
from billing.contrib.stripe_simulator.api import api
from billing.operations import take_event
from billing.provider import current_provider
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from tenants.api import in_public

ADDRESSES = {
    "done": "http://lam-dong.motcua.localhost/x/?phien={CHECKOUT_SESSION_ID}",
    "left": "http://lam-dong.motcua.localhost/x/",
}
PROFILE = ProfileFields(
    legal_name="Văn phòng Ủy ban nhân dân tỉnh Lâm Đồng",
    tax_code="0100233488",
    address="Số 4 Trần Hưng Đạo, Đà Lạt",
    email="ke-toan@lamdong.example.vn",
)


class InProcess(stripe.HTTPClient):
    """``faults``: calls that will be lost once, by method and pattern of the path: the request
    itself, or only its answer."""

    name = "in-process"
    calls: list[tuple[str, str]] = []
    faults: list[tuple[str, re.Pattern[str], str]] = []

    def request(self, method, url, headers, post_data=None):
        parts = urlsplit(url)
        self.calls.append((method, parts.path.rpartition("/v1/")[2]))
        how = take_fault(self.faults, method, parts.path)
        if how == "request":
            raise stripe.APIConnectionError("no way there")
        with in_public():
            asked = RequestFactory().generic(
                method.upper(),
                f"{parts.path}?{parts.query}",
                post_data or "",
                headers.get("Content-Type", "application/x-www-form-urlencoded"),
                headers={key: value for key, value in headers.items() if key != "Content-Type"},
            )
            answer = api(asked, parts.path.partition("/v1/")[2])
        if how == "answer":
            raise stripe.APIConnectionError("no way back")
        return answer.content, answer.status_code, dict(answer.headers)

    def _sleep_time_seconds(self, num_retries):
        return 0

    def close(self):
        pass


def take_fault(faults, method, path):
    """What happens to this call, once; empty for nothing."""
    for fault in faults:
        if fault[0] == method and fault[1].search(path):
            faults.remove(fault)
            return fault[2]
    return ""


@contextmanager
def break_once(faults, method, end, how):
    """``ID`` in ``end`` stands for any id. The call must come, or the case tests nothing."""
    fault = (method, re.compile(re.escape(end).replace("ID", r"[A-Za-z0-9_]+") + "$"), how)
    faults.append(fault)
    yield
    assert fault not in faults, f"{method} {end} was never asked"


def post_webhook(body, signature):
    """The answer's status."""
    with in_public():
        asked = RequestFactory().post(
            "/billing/stripe/webhook/",
            data=body,
            content_type="application/json",
            headers={"Stripe-Signature": signature},
        )
        return webhook(asked).status_code


def pay(checkout_id, card):
    with in_public():
        sessions.finish_checkout(checkout_id, card)


def wire(monkeypatch):
    """The SDK talks to the simulator in this process. Returns the provider, price list brought."""
    InProcess.calls.clear()
    InProcess.faults.clear()
    monkeypatch.setattr(stripe_client, "make_transport", InProcess)
    # Notices are posted by the tests, in the order they say.
    monkeypatch.setattr(sending, "send_soon", lambda _event_id: None)
    monkeypatch.setattr(take_event, "_wake", lambda _event_id: None)
    moods.set_mood("well")
    catalogue.forget()
    provider = current_provider()
    provider.ensure_catalogue()
    return provider


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
