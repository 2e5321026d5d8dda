"""Citizens' payments: every fault at every provider over HTTP, then everybody's books compared."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from secrets import token_hex

from django.core.cache import cache
from django.utils import timezone

from motcua.kernel import outbox
from motcua.kernel.audit import verify_all
from tests.saas import server
from tests.saas.payments import bank_faults, online_faults
from tests.saas.payments.books import compare, told_paid_more_than_once
from tests.saas.payments.desk import Desk
from tests.saas.payments.providers import VENDORS
from tests.saas.payments.vectors import gateway_vectors


def run() -> dict[str, object]:
    """``money_lost`` (đồng) and ``double_charges`` come from the providers' ledgers, the bank's book
    and the drawer held against orders, receipts and refunds of the running product."""
    mark = token_hex(3)
    desk, neighbour = Desk(f"thu-phi-{mark}"), Desk(f"ben-canh-{mark}")
    online_faults.know_neighbour(desk, neighbour)
    failed: list[str] = []
    began = time.monotonic()
    with server.web() as web:
        cases = _run_faults(desk, web, failed)
        seconds = time.monotonic() - began
        vectors = gateway_vectors(desk)
    desk.ask_providers(timedelta(days=3))
    _settle(desk, neighbour)
    ours, theirs = compare(desk), compare(neighbour)
    faults = [*failed, *ours.faults, *theirs.faults, *told_paid_more_than_once(desk)]
    if faults:
        raise AssertionError("; ".join(faults))
    return {
        "gateway_vectors": vectors,
        "fault_cases": cases,
        "money_lost": ours.lost + theirs.lost,
        "double_charges": ours.double_charges + theirs.double_charges,
        "double_refunds": ours.double_refunds + theirs.double_refunds,
        "payment_orders": ours.orders + theirs.orders,
        "money_moved": ours.moved + theirs.moved,
        "money_returned": ours.returned + theirs.returned,
        "fault_seconds": round(seconds, 1),
    }


def _run_faults(desk: Desk, web: server.Program, failed: list[str]) -> int:
    """How many held."""
    held = 0
    for vendor in VENDORS:
        for fault in online_faults.FAULTS:
            held += _hold(f"{vendor} {fault.__name__}", partial(fault, desk, vendor), failed)
    for plain in bank_faults.FAULTS:
        held += _hold(plain.__name__, partial(plain, desk), failed)
    killed = bank_faults.killed_between_notice_and_answer
    return held + _hold(killed.__name__, partial(killed, desk, web), failed)


def _hold(name: str, act: Callable[[], None], failed: list[str]) -> int:
    # One machine is all the providers: their notices are counted together.
    cache.clear()
    try:
        act()
    except Exception as error:  # noqa: BLE001 -- told and counted; the others go on
        traceback.print_exc(limit=-5)
        failed.append(f"{name}: {type(error).__name__}: {error}")
        return 0
    print(f"    {name}", file=sys.stderr, flush=True)
    return 1


def _settle(*desks: Desk) -> None:
    """What the worker would have done by now: dossiers hear of their payments."""
    for desk in desks:
        with desk.inside():
            outbox.drain(now=timezone.now())
            broken = [report for report in verify_all() if not report.intact]
            if broken:
                raise AssertionError(f"audit chains broken: {broken[:3]}")
