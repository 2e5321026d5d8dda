"""A payer, the simulated VNPay and a tenant, by way of their real addresses."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client
from requests.adapters import BaseAdapter

from motcua.kernel import http
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.ids import new_id
from motcua.payments import api as payments
from motcua.payments.contrib.simulator import merchants
from motcua.payments.contrib.simulator.tasks import deliver
from motcua.payments.contrib.vnpay import signing
from motcua.payments.models import ProviderMessage
from tenants.api import in_public, in_tenant, tenant_url
from tests.factories import payments as make

pytestmark = pytest.mark.django_db


class ToTestClient(BaseAdapter):
    """The network between the two hosts: what is sent arrives at the test client."""

    def __init__(self):
        super().__init__()
        self.is_down = False

    def send(self, request, **_options):
        if self.is_down:
            raise requests.ConnectionError("down")
        parts = urlsplit(request.url)
        client, given = Client(SERVER_NAME=parts.hostname), f"{parts.path}?{parts.query}"
        with in_public():
            if request.method == "POST":
                answer = client.post(given, request.body, content_type="application/json")
            else:
                answer = client.get(given)
        made = requests.Response()
        made.status_code, made._content = answer.status_code, answer.content
        return made

    def close(self):
        pass


@pytest.fixture
def network(monkeypatch):
    adapter = ToTestClient()

    def session():
        made = requests.Session()
        made.mount("http://", adapter)
        return made

    monkeypatch.setattr(http, "session", session)
    return adapter


@pytest.fixture
def late(monkeypatch):
    """Tasks put off, as their arguments."""
    put_off = []

    def put_off_task(args, **_options):
        put_off.append(args)

    monkeypatch.setattr(deliver, "apply_async", put_off_task)
    return put_off


@pytest.fixture
def shop(province, now, network, late, settings, tmp_path):
    cache.clear()
    settings.VAR = tmp_path
    with in_tenant(province.schema_name):
        account = merchants.demo_account()
        payments.configure_gateway(
            key=make.VNPAY, options=account.options, secrets=account.secrets, by=SYSTEM, now=now
        )
    return province


@contextmanager
def ordered(shop):
    # The simulator, like VNPay, looks at its own clock.
    with in_tenant(shop.schema_name):
        moment = datetime.now(tz=UTC)
        order = make.open_order(moment)
        redirect = payments.begin_attempt(
            order_id=order.id,
            gateway=make.VNPAY,
            return_url=tenant_url("/thanh-toan/xong/?ma=1"),
            ip="127.0.0.1",
            now=moment,
        )
    yield order, redirect


def press(redirect, action, client=None):
    parts = urlsplit(redirect.url)
    client = client or Client(SERVER_NAME=parts.hostname)
    return client.post(f"{parts.path}?{parts.query}", {"action": action})


def status_of(shop, order):
    with in_tenant(shop.schema_name):
        return payments.get_order(order.id).status


def test_the_page_shows_the_amount_and_lets_the_answer_lead_back(shop, tenant_client):
    with ordered(shop) as (_order, redirect):
        parts = urlsplit(redirect.url)
        page = tenant_client("").get(f"{parts.path}?{parts.query}")
    text = page.content.decode()
    assert "16.000 đ" in text
    assert shop.name in text
    assert "http://lam-dong.motcua.localhost" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("action", "status", "codes"),
    [
        ("pay", "paid", ["settled"]),
        ("fail", "pending", ["noted"]),
        ("cancel", "pending", ["noted"]),
        ("twice", "paid", ["settled"]),
        ("out_of_order", "paid", ["noted", "settled", "repeated"]),
        ("wrong_amount", "pending", ["wrong_amount"]),
    ],
)
def test_every_button_does_what_it_says(shop, action, status, codes):
    with ordered(shop) as (order, redirect):
        answer = press(redirect, action)
    assert answer.status_code == 302
    assert answer.url.startswith("http://lam-dong.motcua.localhost/thanh-toan/xong/?ma=1&vnp_")
    assert status_of(shop, order) == status
    with in_tenant(shop.schema_name):
        stored = ProviderMessage.objects.order_by("received_at", "id")
        assert [row.outcome for row in stored] == codes
        back = dict(parse_qsl(urlsplit(answer.url).query))
        shown = payments.record_return(gateway=make.VNPAY, params=back, now=datetime.now(tz=UTC))
        assert shown.is_genuine
        assert shown.order.status == status


def test_a_late_notice_pays_when_it_comes(shop, late):
    with ordered(shop) as (order, redirect):
        press(redirect, "late")
    assert status_of(shop, order) == "pending"
    (arguments,) = late
    with in_public():
        deliver(*arguments)
    assert status_of(shop, order) == "paid"


def test_a_notice_that_did_not_arrive_is_sent_again(shop, late, network):
    with ordered(shop) as (order, redirect):
        network.is_down = True
        press(redirect, "pay")
    assert status_of(shop, order) == "pending"
    network.is_down = False
    with in_public():
        deliver(*late.pop())
    assert status_of(shop, order) == "paid"
    assert late == []


def test_asking_finds_out_what_no_notice_told(shop, late):
    reader = Actor("staff", new_id(), "Thu ngân", permissions=frozenset({"payments.read"}))
    with ordered(shop) as (order, redirect), in_tenant(shop.schema_name):
        given = {"attempt_id": redirect.attempt_id, "by": reader, "now": datetime.now(tz=UTC)}
        assert payments.query_attempt(**given).status == "begun"
        with in_public():
            press(redirect, "late")
        assert payments.query_attempt(**given).status == "succeeded"
        assert payments.query_attempt(**given).status == "succeeded"
    assert status_of(shop, order) == "paid"


def test_an_unreachable_provider_is_said_so(shop, network):
    network.is_down = True
    with (
        ordered(shop) as (_order, redirect),
        in_tenant(shop.schema_name),
        pytest.raises(payments.ProviderUnreachable),
    ):
        payments.query_attempt(attempt_id=redirect.attempt_id, by=SYSTEM, now=datetime.now(tz=UTC))


@pytest.mark.parametrize("change", [("vnp_Amount", "100"), ("vnp_TmnCode", "X")])
def test_an_altered_request_is_refused_as_vnpay_does(shop, tenant_client, change):
    with ordered(shop) as (order, redirect):
        params = {**dict(parse_qsl(urlsplit(redirect.url).query)), change[0]: change[1]}
    client = tenant_client("")
    path = merchants.PAY_PATH
    assert client.get(path, params).status_code == 400
    assert client.post(path, {"action": "pay"}, query_params=params).status_code == 400
    assert client.get(path).status_code == 400
    assert status_of(shop, order) == "pending"


def test_a_paid_or_expired_request_is_refused(shop, tenant_client, now):
    with ordered(shop) as (_order, redirect):
        press(redirect, "pay")
        assert press(redirect, "pay").status_code == 400
    with in_tenant(shop.schema_name):
        attempt = make.begin(make.open_order(now), now - timedelta(hours=1))
        assert attempt.expires_at < datetime.now(tz=UTC)


def test_acting_needs_the_page_s_own_token(shop):
    strict = Client(SERVER_NAME="motcua.localhost", enforce_csrf_checks=True)
    with ordered(shop) as (order, redirect):
        assert press(redirect, "pay", strict).status_code == 403
    assert status_of(shop, order) == "pending"


@pytest.mark.parametrize(
    ("body", "code"),
    [("rubbish", "03"), ("[]", "03"), ("{}", "02"), ('{"vnp_TmnCode": "%s"}', "97")],
)
def test_rubbish_at_the_interface_is_answered(shop, tenant_client, body, code):
    body = body.replace("%s", merchants.code_of(shop.slug))
    answer = tenant_client("").post(merchants.API_PATH, body, content_type="application/json")
    assert answer.json()["vnp_ResponseCode"] == code


def test_there_is_no_simulator_in_production_nor_at_a_tenant(shop, tenant_client, settings):
    assert tenant_client("lam-dong").get(merchants.PAY_PATH).status_code == 404
    settings.MOTCUA_SIMULATORS = False
    assert tenant_client("").get(merchants.PAY_PATH).status_code == 404
    assert tenant_client("").post(merchants.API_PATH).status_code == 404


def test_merchants_of_two_tenants_share_nothing(province, ministry):
    with in_tenant(province.schema_name):
        one = merchants.demo_account()
    with in_tenant(ministry.schema_name):
        other = merchants.demo_account()
    assert one.options["tmn_code"] != other.options["tmn_code"]
    assert one.secrets != other.secrets
    found = merchants.find_merchant(one.options["tmn_code"])
    assert found.ipn_url == "http://lam-dong.motcua.localhost/thanh-toan/vnpay/ipn"
    params = {"vnp_TmnCode": found.code}
    signature = signing.sign(signing.canonical(params), secret=found.secret)
    assert signing.is_signed({**params, signing.HASH: signature}, secret=found.secret)
