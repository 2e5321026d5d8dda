"""A provider's notice through the whole path against a bare durable transaction.

Whole path: HTTP, tenancy, the signature, the message kept, the order paid, receipt, audit chain
and event, all durable before the answer. Bare: one row inserted and committed, nothing else. The
address takes 600 notices a minute from one network, so a run is short.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from urllib.parse import urlencode

from django.db import connection, transaction

from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id
from motcua.payments import api as payments
from motcua.payments.contrib.simulator.merchants import demo_account
from motcua.payments.contrib.vnpay import signing
from motcua.payments.models import PaymentAttempt, PaymentOrder, Receipt
from tenants.api import in_tenant
from tests.benchmarks import load
from tests.benchmarks.report import Figure, recorded
from tests.benchmarks.web import web
from tests.benchmarks.world import CLIENTS, World

NAME = "payments"
COUNT = 120
AMOUNT = 16_000


def run(world: World, port: int, seconds: float) -> list[Figure]:
    del seconds
    with in_tenant(world.schema):
        account = demo_account()
        payments.configure_gateway(
            key="gateway.vnpay",
            options=account.options,
            secrets=account.secrets,
            by=SYSTEM,
            now=datetime.now(tz=UTC),
        )
        notices = iter(_notices(account.options["tmn_code"], account.secrets["hash_secret"]))
        bare = _bare()
    figures = [recorded(NAME, "bare durable transactions a second, one client", bare, "/s")]
    with web(port) as server:
        for clients in (1, CLIENTS):
            measured = _drive(server.port, world, notices, clients)
            at = f"c={clients}"
            figures += [
                recorded(NAME, f"paid a second, {at}", measured.per_second, "/s",
                         p50_ms=round(measured.p50, 2), p95_ms=round(measured.percentile(0.95), 2)),
                recorded(NAME, f"paid / bare transactions of one client, {at}",
                         measured.per_second / bare, "x"),
            ]  # fmt: skip
    with in_tenant(world.schema):
        paid, receipts = PaymentOrder.objects.filter(status="paid").count(), Receipt.objects.count()
    # Answers on their way when the count was full have paid, too.
    assert paid == receipts >= 2 * COUNT, (paid, receipts)
    return figures


def _drive(port: int, world: World, notices: Iterator[str], clients: int) -> load.Measured:
    def flow(_number: int) -> load.Flow:
        while True:
            query = next(notices)
            request = load.request("GET", world.host, f"/thanh-toan/vnpay/ipn?{query}")
            reply = yield request
            if b'"RspCode": "00"' not in load.expect(reply, 200).body:
                raise AssertionError("the notice did not pay")
            yield load.DONE

    return load.run(port, flow, clients=clients, seconds=60, limit=COUNT)


def _notices(code: str, secret: str) -> list[str]:
    """Orders that wait, each with an attempt, and the notice that pays it."""
    now = datetime.now(tz=UTC)
    wanted = 2 * (COUNT + CLIENTS)
    orders = [
        PaymentOrder(
            subject=f"draft:{new_id()}",
            reference=f"TT-{new_id().hex[-12:].upper()}",
            lines=[{"name": "x", "kind": "phi", "unit": AMOUNT, "quantity": 1, "amount": AMOUNT}],
            amount=AMOUNT,
            created_at=now,
        )
        for _ in range(wanted)
    ]
    PaymentOrder.objects.bulk_create(orders)
    attempts = [
        PaymentAttempt(
            order=order,
            gateway="gateway.vnpay",
            reference=new_id().hex,
            amount=AMOUNT,
            currency="VND",
            begun_at=now,
            expires_at=now + timedelta(minutes=15),
        )
        for order in orders
    ]
    PaymentAttempt.objects.bulk_create(attempts)
    return [_notice(attempt.reference, code, secret) for attempt in attempts]


def _notice(reference: str, code: str, secret: str) -> str:
    fields = {
        "vnp_Amount": str(AMOUNT * signing.FACTOR),
        "vnp_ResponseCode": "00",
        "vnp_TmnCode": code,
        "vnp_TransactionNo": reference[:8],
        "vnp_TransactionStatus": "00",
        "vnp_TxnRef": reference,
    }
    signature = signing.sign(signing.canonical(fields), secret=secret)
    return urlencode({**fields, signing.HASH: signature})


def _bare() -> float:
    """Rows inserted and committed a second, one after another."""
    rates = []
    for _round in range(3):
        began = time.perf_counter()
        for _ in range(COUNT):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO kernel_counter (scope, day, value) VALUES (%s, '0001-01-01', 1)",
                    [f"bench:{new_id()}"],
                )
        rates.append(COUNT / (time.perf_counter() - began))
    return median(rates)
