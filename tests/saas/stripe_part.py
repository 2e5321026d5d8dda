"""Billing through Stripe: the official SDK over HTTP against the wire-compatible simulator, every
call lost once on its way there and once on its way back, notices forged, doubled, shuffled and
late; then what was charged is counted at the simulator."""

from __future__ import annotations

import re
import traceback
from functools import partial
from typing import Any, Final

import requests
import stripe

from billing.contrib.stripe import client as stripe_client
from billing.contrib.stripe import keys
from billing.contrib.stripe_simulator import moods, store
from billing.models import BillingProfile, EventState, ProviderEvent
from billing.provider import current_provider
from motcua.kernel import http
from tenants.api import in_public, platform_url
from tests.factories.billing import break_once, take_fault
from tests.factories.billing_lost import all_cases
from tests.factories.billing_story import World, double_charges
from tests.saas import server

_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_DENIED: Final = {402: "402 declined", 410: "410 no longer active"}


class Counting(stripe.RequestsClient):
    """The SDK's own transport, counted; a fault that waits for this call strikes it once."""

    calls = 0
    faults: list[Any] = []

    def request(self, method: str, url: str, headers: Any, post_data: Any = None) -> Any:
        how = take_fault(self.faults, method, url.partition("?")[0])
        if how == "request":
            raise stripe.APIConnectionError("lost on the way there")
        type(self).calls += 1
        answer = super().request(method, url, headers, post_data)
        if how == "answer":
            raise stripe.APIConnectionError("lost on the way back")
        return answer


def run() -> dict[str, object]:
    """``stripe_calls`` reached the server; ``webhooks`` were taken by it, each signed anew."""
    before = stripe_client.make_transport
    stripe_client.make_transport = lambda: Counting(session=http.session())
    posted: list[int] = []
    world = World(
        broken=partial(break_once, Counting.faults), pay=_pay, post=partial(_post, posted)
    )
    failed: list[str] = []
    cases = 0
    try:
        with server.web():
            with in_public():
                moods.set_mood("silent")
            provider = current_provider()
            assert provider is not None, "Stripe is not configured"
            assert provider.ensure_catalogue() > 0
            assert provider.ensure_catalogue() == 0, "the price list was brought twice"
            for name, story in all_cases():
                Counting.faults.clear()
                cases += 1
                try:
                    story(world)
                except Exception:  # noqa: BLE001 -- told with the others
                    failed.append(f"{name}: {traceback.format_exc(limit=-2)}")
    finally:
        stripe_client.make_transport = before
    charged = _charged()
    assert not failed, f"{len(failed)} of {cases} cases:\n" + "\n".join(failed[:5])
    assert Counting.calls > cases, "the SDK was not asked over HTTP"
    return {
        "stripe_calls": Counting.calls,
        "webhooks": sum(status == 200 for status in posted),
        "webhooks_refused": sum(status == 400 for status in posted),
        "billing_fault_cases": cases,
        **charged,
    }


def _charged() -> dict[str, object]:
    """From the simulator's own objects, not from what we believe."""
    with in_public():
        customers = list(
            BillingProfile.objects.exclude(provider_customer="").values_list(
                "provider_customer", flat=True
            )
        )
        charged = sum(each["amount"] for each in store.every("charge"))
        stuck = ProviderEvent.objects.filter(state=EventState.FAILED).count()
    return {
        "billing_double_charges": double_charges(customers),
        "billing_dong_charged": charged,
        "billing_events_failed": stuck,
    }


def _pay(checkout_id: str, card: str) -> None:
    """As a person does: the page, then its form."""
    url = platform_url(f"{keys.SIMULATOR_PATH}/thanh-toan/{checkout_id}/")
    with http.session() as session:
        page = session.get(url)
        if page.status_code != 200:
            raise RuntimeError(_DENIED.get(page.status_code, str(page.status_code)))
        token = _TOKEN.search(page.text)
        assert token, "the page has no form"
        cookies = "; ".join(f"{each.name}={each.value}" for each in page.cookies)
        answer = session.post(
            url,
            data={"csrfmiddlewaretoken": token[1], "deed": "pay", "card": card},
            headers={"Cookie": cookies},
        )
    if answer.status_code != 302:
        raise RuntimeError(_DENIED.get(answer.status_code, str(answer.status_code)))


def _post(posted: list[int], body: bytes, signature: str) -> int:
    headers = {"Content-Type": "application/json", "Stripe-Signature": signature}
    try:
        with http.session() as session:
            answer = session.post(platform_url(keys.WEBHOOK_PATH), data=body, headers=headers)
    except requests.RequestException as error:
        raise RuntimeError("the webhook's address does not answer") from error
    posted.append(answer.status_code)
    return answer.status_code
