"""Stripe's wire format: the official SDK writes what the simulator reads, and the other way."""

from datetime import UTC, datetime

import pytest
import stripe
from stripe._encode import _api_encode

from billing.contrib.stripe import client, mapping
from billing.contrib.stripe_simulator.sending import sign
from billing.contrib.stripe_simulator.store import month_after
from billing.contrib.stripe_simulator.wire import API_VERSION, StripeFault, listing, read_form
from tests.cases import try_each

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def test_forms_of_the_sdk_are_read_as_they_were_meant():
    asked = {
        "customer": "cus_1", "items": [{"price": "p1", "quantity": 2}, {"price": "p2"}],
        "metadata": {"a[b]": "không", "x": ""}, "cancel_at_period_end": True,
        "subscription_data": {"metadata": {"k": "v"}, "default_tax_rates": ["txr_1"]},
    }  # fmt: skip
    import urllib.parse

    found = read_form(urllib.parse.urlencode(list(_api_encode(asked))))
    assert found["items"] == [{"price": "p1", "quantity": "2"}, {"price": "p2"}]
    assert found["cancel_at_period_end"] == "true"
    assert found["subscription_data"]["default_tax_rates"] == ["txr_1"]
    assert found["metadata"]["x"] == ""


def test_what_no_client_writes_is_refused():
    def judge(text):
        with pytest.raises(StripeFault):
            read_form(text)

    try_each(("a[b=1", "a=1&a[b]=2"), judge, name=str)


def test_pages_are_bounded_and_go_on_where_they_ended():
    objects = [{"id": f"x{number}"} for number in range(25)]
    first = listing(objects, url="/v1/x", params={"limit": "20"})
    assert len(first["data"]) == 20
    assert first["has_more"]
    rest = listing(objects, url="/v1/x", params={"limit": "20", "starting_after": "x19"})
    assert [each["id"] for each in rest["data"]] == ["x20", "x21", "x22", "x23", "x24"]
    assert not rest["has_more"]

    def judge(params):
        with pytest.raises(StripeFault):
            listing(objects, url="/v1/x", params=params)

    odd = ({"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"starting_after": "none"})
    try_each(odd, judge, name=str)


def test_signatures_are_those_the_sdk_checks():
    body, secret = '{"id": "evt_1", "tên": "ữ"}'.encode(), "whsec_x"
    at = int(datetime.now(UTC).timestamp())
    assert stripe.WebhookSignature.verify_header(body, sign(body, secret, at=at), secret, 300)
    for wrong in (sign(body, "whsec_y", at=at), sign(body, secret, at=at - 301), "", "t=1"):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.WebhookSignature.verify_header(body, wrong, secret, 300)


def test_one_version_of_the_interface_is_meant_everywhere():
    """A newer SDK may speak a newer one by itself; ours is asked for by name (ADR 0020)."""
    assert API_VERSION == client.API_VERSION


def test_months_end_where_the_shorter_one_ends():
    def seconds(text):
        return int(datetime.fromisoformat(f"{text}T05:00:00+00:00").timestamp())

    table = (
        ("2026-01-31", "2026-02-28"), ("2028-01-31", "2028-02-29"), ("2026-12-15", "2027-01-15"),
        ("2026-03-31", "2026-04-30"), ("2026-02-28", "2026-03-28"),
    )  # fmt: skip

    def judge(row):
        assert month_after(seconds(row[0])) == seconds(row[1])

    try_each(table, judge, name=str)


def test_states_nobody_has_heard_of_are_not_taken_for_paid():
    raw = {
        "id": "sub_1", "customer": {"id": "cus_1"}, "status": "something_new",
        "collection_method": "charge_automatically", "created": 1, "items": {"data": []},
    }  # fmt: skip
    found = mapping.subscription(raw, read_at=NOW)
    assert (found.customer, found.state, found.plan, found.seats) == ("cus_1", "past_due", "", 0)
