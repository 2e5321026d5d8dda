"""What goes wrong between a payer, a provider and us, each told by name and run once a provider."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from motcua.kernel.money import Money
from motcua.payments import api as payments
from motcua.payments.queries.accounts import account_of
from motcua.payments.registry import RefundRequest
from tests.saas.payments.desk import FEE, Desk, Tab, feeling, now_plus
from tests.saas.payments.providers import CANCELLED, FAILED, PAID

Fault = Callable[[Desk, str], None]


def pays_at_once(desk: Desk, vendor: str) -> None:
    shown = desk.order().begin(vendor).come_back()
    need("BL-" in shown.text or "Đã nộp" in shown.text, "the payer is not told")


def fails_then_pays(desk: Desk, vendor: str) -> None:
    order = desk.order()
    order.pay(vendor, "fail")
    order.must_be("pending")
    order.pay(vendor)
    order.must_be("paid")


def cancels_there(desk: Desk, vendor: str) -> None:
    order = desk.order()
    order.begin(vendor).come_back("cancel")
    order.must_be("pending")


def is_slow(desk: Desk, vendor: str) -> None:
    with feeling(vendor, "slow"):
        tab = desk.order().begin(vendor)
    tab.press("pay")
    tab.order.must_be("paid")


def is_silent(desk: Desk, vendor: str) -> None:
    order = desk.order()
    order.pay(vendor, "silent")
    order.must_be("pending")
    desk.ask_providers()
    order.must_be("paid")


def tells_twice(desk: Desk, vendor: str) -> None:
    order = desk.order()
    order.pay(vendor, "twice")
    order.must_be("paid")


def late_after_failure(desk: Desk, vendor: str) -> None:
    order = desk.order()
    tab = order.pay(vendor, "late_after_failure")
    order.must_be("pending")
    need(tab.provider.tell(tab.provider.notice(tab.reference)), "not taken")
    order.must_be("paid")


def late_after_failure_and_another_payment(desk: Desk, vendor: str) -> None:
    order = desk.order()
    tab = order.pay(vendor, "late_after_failure")
    order.pay(vendor)
    order.must_be("paid")
    tab.provider.tell(tab.provider.notice(tab.reference))
    order.must_be("paid", refunds=1)


def re_ordered(desk: Desk, vendor: str) -> None:
    for codes in ((FAILED, PAID, CANCELLED), (PAID, FAILED, PAID)):
        order = desk.order()
        tab = order.pay(vendor, "silent")
        for code in codes:
            tab.provider.tell(tab.provider.notice(tab.reference, code))
        order.must_be("paid")


def wrong_amount_by_one(desk: Desk, vendor: str) -> None:
    order = desk.order()
    tab = order.pay(vendor, "silent")
    for added in (1, -1, 1 - FEE):
        false = tab.provider.notice(tab.reference, added=added)
        need(not tab.provider.tell(false), f"{added} đồng were taken")
    order.must_be("pending")
    need(tab.provider.tell(tab.provider.notice(tab.reference)), "the truth was not taken")
    order.must_be("paid")


def wrong_currency(desk: Desk, vendor: str) -> None:
    order = desk.order()
    tab = order.pay(vendor, "silent")
    if vendor == "national":  # the others' notices name no currency
        need(not tab.provider.tell(tab.provider.in_dollars(tab.reference)), "dollars were taken")
    content = "Ngày thanh toán,Mã đơn hàng,Số tiền,Mã giao dịch,Loại tiền\n"
    content += f"{now_plus():%d/%m/%Y},{tab.reference},{FEE},U{tab.reference},USD"
    desk.upload(f"gateway.{vendor}", content.encode())
    order.must_be("pending")
    need(desk.open_causes(order) == ["wrong_currency"], "nobody is told")
    tab.provider.tell(tab.provider.notice(tab.reference))
    order.must_be("paid")


def forged(desk: Desk, vendor: str) -> None:
    order = desk.order()
    tab = order.pay(vendor, "silent")
    for place, fields in enumerate(tab.provider.forgeries(tab.reference)):
        taken = tab.provider.tell(fields)
        # A message for a payment that is not ours may be acknowledged; it must do nothing.
        need(not taken or order.view().is_pending, f"forgery {place} was taken")
        order.must_be("pending")
    tab.provider.tell(tab.provider.notice(tab.reference))
    order.must_be("paid")


def forged_return(desk: Desk, vendor: str) -> None:
    """The browser says that it paid; nobody did."""
    order = desk.order()
    tab = order.begin(vendor)
    back = tab.press("fail")
    for old, new in (("=51", "=00"), ("=1001", "=0"), ("=02", "=00")):
        back = back.replace(old, new)
    desk.citizen.get(back)
    order.must_be("pending")


def replayed(desk: Desk, vendor: str) -> None:
    """One after another, at once, and after the money went back."""
    order = desk.order()
    tab = order.pay(vendor, "silent")
    true = tab.provider.notice(tab.reference)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(tab.provider.tell, [true] * 8))
    order.must_be("paid")
    order.deed("refund", reason="Nộp nhầm")
    order.settle_refund("paid")
    order.must_be("refunded", refunds=1)
    tab.provider.tell(true)
    order.must_be("refunded", refunds=1)


def another_tenant_s(desk: Desk, vendor: str) -> None:
    neighbour = neighbour_of(desk)
    order = desk.order()
    tab = order.pay(vendor, "silent")
    true = tab.provider.notice(tab.reference)
    tab.provider.tell(true, site=neighbour.site)
    theirs = neighbour.order().pay(vendor, "silent")
    told_here = theirs.provider.notice(theirs.reference)
    theirs.provider.tell(told_here, site=desk.site)
    order.must_be("pending")
    theirs.order.must_be("pending")
    theirs.provider.tell(told_here)
    theirs.order.must_be("paid")
    tab.provider.tell(true)
    order.must_be("paid")


def down_at_the_beginning(desk: Desk, vendor: str) -> None:
    order = desk.order()
    with feeling(vendor, "down"):
        answer = order.choose(vendor)
        called = desk.provider(vendor).begins_by_call
        need(answer.status == (503 if called else 200), f"answered {answer.status}")
        need(not called or "Chưa có tiền nào bị trừ" in answer.text, "the payer is not told")
    order.must_be("pending")
    order.pay(vendor)
    order.must_be("paid")


def down_at_the_notice(desk: Desk, vendor: str) -> None:
    tab = desk.order().begin(vendor)
    with feeling(vendor, "down"):
        tab.press("pay")
        tab.order.must_be("pending")
    desk.ask_providers()
    tab.order.must_be("paid")


def down_when_asked(desk: Desk, vendor: str) -> None:
    tab = desk.order().pay(vendor, "silent")
    with feeling(vendor, "down"):
        desk.ask_providers()
        tab.order.must_be("pending")
    desk.ask_providers(timedelta(minutes=30))
    tab.order.must_be("paid")


def down_for_good_and_a_file_at_last(desk: Desk, vendor: str) -> None:
    tab = desk.order().pay(vendor, "silent")
    with feeling(vendor, "down"):
        desk.settlement(vendor, (tab.reference, FEE, f"F{tab.reference}"))
    tab.order.must_be("paid")
    tab.provider.tell(tab.provider.notice(tab.reference, FAILED))
    tab.order.must_be("paid")


def down_at_the_refund(desk: Desk, vendor: str) -> None:
    tab = _to_refund(desk, vendor)
    if not tab.provider.pays_back:
        tab.order.settle_refund("paid")
        tab.order.must_be("refunded", refunds=1)
        return
    with feeling(vendor, "down"):
        tab.order.settle_refund("send")
        need(tab.provider.returned(tab.reference) == 0, "money went back")
    tab.order.settle_refund("send")
    tab.order.must_be("refunded", refunds=1)
    need(tab.provider.returned(tab.reference) == FEE, "not paid back once")


def browser_closed_on_our_page(desk: Desk, vendor: str) -> None:
    order = desk.order()
    desk.citizen.get(order.page)
    order.must_be("pending")
    order.pay(vendor)
    order.must_be("paid")


def browser_closed_on_the_way(desk: Desk, vendor: str) -> None:
    order = desk.order()
    order.begin(vendor)
    order.must_be("pending")
    order.pay(vendor)
    order.must_be("paid")


def browser_closed_on_their_page(desk: Desk, vendor: str) -> None:
    tab = desk.order().begin(vendor)
    desk.citizen.get(tab.url)
    desk.ask_providers()
    tab.order.must_be("pending")
    tab.order.pay_cash()
    tab.order.must_be("paid")


def browser_closed_after_paying(desk: Desk, vendor: str) -> None:
    tab = desk.order().pay(vendor)
    tab.order.must_be("paid")
    need("Đã nộp" in desk.citizen.get(tab.order.page).text, "shown as not paid")


def two_tabs(desk: Desk, vendor: str) -> None:
    order = desk.order()
    first, second = order.begin(vendor), order.begin(vendor)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda tab: tab.press("pay"), (first, second)))
    order.must_be("paid", refunds=1)
    order.settle_refund("send" if first.provider.pays_back else "paid")
    order.must_be("paid", refunds=1)


def one_form_sent_twice(desk: Desk, vendor: str) -> None:
    order = desk.order()
    key = desk.citizen.get(order.page).field("idempotency_key")
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: order.choose(vendor, key), range(2)))
    need(len(order.attempts()) == 1, "two attempts")


def refund_sent_twice(desk: Desk, vendor: str) -> None:
    tab = _to_refund(desk, vendor)
    deed = "send" if tab.provider.pays_back else "paid"
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: tab.order.settle_refund(deed), range(2)))
    tab.order.must_be("refunded", refunds=1)
    need(tab.provider.returned(tab.reference) == (FEE if deed == "send" else 0), "not once")


def refund_whose_answer_was_lost(desk: Desk, vendor: str) -> None:
    tab = _to_refund(desk, vendor)
    (refund,) = tab.order.refunds()
    if not tab.provider.pays_back:
        tab.order.settle_refund("paid")
        return
    (attempt,) = tab.order.attempts()
    asked = RefundRequest(
        request_id=refund.reference,
        reference=tab.reference,
        provider_transaction=attempt.provider_transaction,
        amount=Money(FEE),
        is_whole=True,
        reason="Hoan phi",
        begun_at=attempt.begun_at,
        asked_at=now_plus(),
        by="x",
    )
    with desk.inside():
        key = f"gateway.{vendor}"
        payments.gateways.get(key).refund(asked, account_of(key))
    need(tab.provider.returned(tab.reference) == FEE, "the provider did not pay back")
    tab.order.settle_refund("send")
    tab.order.must_be("refunded", refunds=1)
    need(tab.provider.returned(tab.reference) == FEE, "paid back twice")


def more_back_than_came(desk: Desk, vendor: str) -> None:
    order = desk.order()
    order.pay(vendor)
    need(order.deed("refund", amount=str(FEE + 1), reason="x").status == 409, "more than came")
    need(order.deed("refund", amount="6000", reason="x").status == 302, "a part is refused")
    need(order.deed("refund", amount="10001", reason="x").status == 409, "more than is left")
    order.settle_refund("send" if desk.provider(vendor).pays_back else "paid")
    order.must_be("paid", refunds=1)


def paid_after_cancelling(desk: Desk, vendor: str) -> None:
    tab = desk.order().begin(vendor)
    tab.order.cancel()
    tab.press("pay")
    tab.order.must_be("refund_due", refunds=1)


def cash_while_it_is_on_its_way(desk: Desk, vendor: str) -> None:
    tab = desk.order().begin(vendor)
    tab.order.pay_cash()
    tab.press("pay")
    tab.order.must_be("paid", refunds=1)


def paid_twice_in_a_file(desk: Desk, vendor: str) -> None:
    tab = desk.order().pay(vendor)
    line = (tab.reference, FEE, f"A{tab.reference}")
    desk.settlement(vendor, line, (tab.reference, FEE, f"B{tab.reference}"))
    need(desk.open_causes(tab.order) == ["twice"], "nobody is told")
    need(desk.settlement(vendor, line).status == 302, "an overlapping file is refused")
    tab.order.must_be("paid")


def absent_from_the_file(desk: Desk, vendor: str) -> None:
    told, absent = desk.order().pay(vendor), desk.order().pay(vendor)
    desk.settlement(vendor, (told.reference, FEE, f"C{told.reference}"))
    need(desk.open_causes(absent.order) == ["absent"], "nobody is told")
    desk.settlement(vendor, (absent.reference, FEE, f"D{absent.reference}"))
    need(not desk.open_causes(absent.order), "still open")


FAULTS: tuple[Fault, ...] = (
    pays_at_once,
    fails_then_pays,
    cancels_there,
    is_slow,
    is_silent,
    tells_twice,
    late_after_failure,
    late_after_failure_and_another_payment,
    re_ordered,
    wrong_amount_by_one,
    wrong_currency,
    forged,
    forged_return,
    replayed,
    another_tenant_s,
    down_at_the_beginning,
    down_at_the_notice,
    down_when_asked,
    down_for_good_and_a_file_at_last,
    down_at_the_refund,
    browser_closed_on_our_page,
    browser_closed_on_the_way,
    browser_closed_on_their_page,
    browser_closed_after_paying,
    two_tabs,
    one_form_sent_twice,
    refund_sent_twice,
    refund_whose_answer_was_lost,
    more_back_than_came,
    paid_after_cancelling,
    cash_while_it_is_on_its_way,
    paid_twice_in_a_file,
    absent_from_the_file,
)

_neighbours: dict[str, Desk] = {}


def know_neighbour(desk: Desk, neighbour: Desk) -> None:
    _neighbours[desk.slug] = neighbour


def neighbour_of(desk: Desk) -> Desk:
    return _neighbours[desk.slug]


def need(holds: bool, words: str) -> None:
    if not holds:
        raise AssertionError(words)


def _to_refund(desk: Desk, vendor: str) -> Tab:
    """Paid, and on the list of refunds."""
    tab = desk.order().pay(vendor)
    need(tab.order.deed("refund", reason="Nộp nhầm").status == 302, "not put on the list")
    return tab
