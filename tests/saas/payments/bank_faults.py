"""What goes wrong with transfers, cash, refunds by hand and withdrawn dossiers; and a killed server."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from signal import SIGKILL

import requests
from django.db import connection, transaction
from django.utils import timezone

from motcua.casework import api as casework
from motcua.kernel import outbox
from motcua.payments import api as payments
from motcua.payments.contrib.vietqr.emv import parse
from motcua.payments.models import ProviderMessage, StatementLine
from motcua.payments.operations.locking import lock_order
from tests.saas import server
from tests.saas.payments.desk import FEE, FINANCE, Desk, Order
from tests.saas.payments.online_faults import need

Fault = Callable[[Desk], None]


def transfer_is_recognised(desk: Desk) -> None:
    """The page shows code and words; the words come back mangled by the bank."""
    order = desk.order()
    shown = desk.citizen.get(f"{order.page}chuyen-khoan/gateway.vietqr/").text
    words = order.reference.replace("-", "")
    need(words in shown, "the words are not shown")
    with desk.inside():
        code = payments.show_transfer(
            order_id=order.id, gateway="gateway.vietqr", now=timezone.now()
        )
    read = parse(code.qr)
    need((read.amount, read.memo) == (FEE, words), "the code says something else")
    mangled = f"MBVCB.123.{words[:6].lower()} {words[6:]}.CT tu 0912"
    desk.bank_file((FEE, f"FT{words}", mangled), order=order)
    order.must_be("paid")


def one_dong_short(desk: Desk) -> None:
    order = desk.order()
    desk.bank_file((FEE - 1, f"FT{order.reference}", order.reference), order=order)
    order.must_be("pending")
    need(order.view().remaining.minor == 1, "what is left is not one đồng")
    desk.bank_file((1, f"FU{order.reference}", order.reference), order=order)
    order.must_be("paid")


def one_dong_too_much(desk: Desk) -> None:
    order = desk.order()
    desk.bank_file((FEE + 1, f"FT{order.reference}", order.reference), order=order)
    order.must_be("paid", refunds=1)
    need(order.refunds()[0].total.minor == 1, "not one đồng goes back")
    order.settle_refund("paid")


def transfer_twice(desk: Desk) -> None:
    order = desk.order()
    lines = [(FEE, f"F{place}{order.reference}", order.reference) for place in range(2)]
    desk.bank_file(*lines, order=order)
    order.must_be("paid", refunds=1)


def one_file_twice_and_another_over_it(desk: Desk) -> None:
    order, other = desk.order(), desk.order()
    line = (FEE, f"FT{order.reference}", order.reference)
    desk.bank_file(line, order=order)
    need(desk.bank_file(line).status == 422, "the same file was taken")
    more = (FEE, f"FT{other.reference}", other.reference)
    desk.bank[other.id] += FEE
    desk.bank_file(line, more)
    order.must_be("paid")
    other.must_be("paid")


def words_nobody_knows(desk: Desk) -> None:
    order = desk.order()
    before = len(desk.open_causes())
    desk.bank_file((FEE, f"FT{order.reference}", "ung ho lu lut"), order=order)
    order.must_be("pending")
    need(len(desk.open_causes()) == before + 1, "nobody is told")
    _assign(desk, f"FT{order.reference}", order)
    _assign(desk, f"FT{order.reference}", order)
    order.must_be("paid")


def two_orders_in_one_transfer(desk: Desk) -> None:
    first, second = desk.order(), desk.order()
    before = len(desk.open_causes())
    words = f"{first.reference} {second.reference}"
    desk.bank_file((2 * FEE, f"FT{first.reference}", words))
    first.must_be("pending")
    second.must_be("pending")
    need(len(desk.open_causes()) == before + 1, "nobody is told")
    desk.bank[first.id] += 2 * FEE
    _assign(desk, f"FT{first.reference}", first)
    first.must_be("paid", refunds=1)


def dollars_in_the_bank_s_file(desk: Desk) -> None:
    order = desk.order()
    content = "Ngày giao dịch,Số bút toán,Ghi có,Diễn giải,Loại tiền\n"
    content += f"{timezone.localtime():%d/%m/%Y},FT{order.reference},{FEE},{order.reference},USD"
    desk.upload("gateway.vietqr", content.encode())
    order.must_be("pending")


def several_payers(desk: Desk) -> None:
    """Two transfer parts, one pays the rest online, and a fourth who did not know pays too."""
    order = desk.order()
    desk.bank_file((5_000, f"FA{order.reference}", order.reference), order=order)
    desk.bank_file((6_000, f"FB{order.reference}", order.reference), order=order)
    order.must_be("pending")
    tab = order.pay("vnpay")
    need(tab.provider.moved(tab.reference) == FEE - 11_000, "not the rest was asked for")
    order.must_be("paid")
    desk.bank_file((5_000, f"FC{order.reference}", order.reference), order=order)
    order.must_be("paid", refunds=1)


def part_by_transfer_while_all_is_paid_online(desk: Desk) -> None:
    order = desk.order()
    tab = order.begin("momo")
    desk.bank_file((5_000, f"FT{order.reference}", order.reference), order=order)
    tab.press("pay")
    order.must_be("paid", refunds=1)
    need(order.refunds()[0].total.minor == 5_000, "not the part too much goes back")


def transfer_for_a_cancelled_order(desk: Desk) -> None:
    order = desk.order()
    order.cancel()
    desk.bank_file((FEE, f"FT{order.reference}", order.reference), order=order)
    order.must_be("refund_due", refunds=1)
    order.settle_refund("keep", note="")
    order.must_be("refund_due", refunds=1)
    order.settle_refund("paid")
    order.must_be("refunded", refunds=1)


def cash_twice_at_once(desk: Desk) -> None:
    order = desk.order()

    def collect(_number: int) -> None:
        try:
            order.pay_cash()
        except payments.OrderNotPayable:
            return
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(collect, range(2)))
    order.must_be("paid")


def a_deed_nobody_knows(desk: Desk) -> None:
    order = desk.order()
    order.pay("vnpay")
    need(order.deed("x", reason="Gõ nhầm").status == 422, "an unknown deed was done")
    order.must_be("paid")


def dossier_withdrawn_after_paying(desk: Desk) -> None:
    """And a second payment that arrives after it: both go back."""
    with desk.inside():
        case = desk.office.file()
    order = desk.order(subject=f"case:{case.pk}")
    tab = order.begin("vnpay")
    order.pay("vnpay")
    with desk.inside():
        outbox.drain(now=timezone.now())
        casework.withdraw_case(case_id=case.pk, by=desk.office.citizen, now=timezone.now())
    need([each.cause for each in order.refunds()] == ["withdrawn"], "not on the list")
    tab.press("pay")
    need(len(order.refunds()) == 2, "the late payment is not on the list")
    order.settle_refund("send")
    order.settle_refund("send", place=1)
    order.must_be("refunded", refunds=2)


def dossier_refused_at_reception_after_paying(desk: Desk) -> None:
    with desk.inside():
        case = desk.office.file()
    order = desk.order(subject=f"case:{case.pk}")
    order.pay("momo")
    with desk.inside():
        outbox.drain(now=timezone.now())
        casework.refuse_case(
            case_id=case.pk,
            reason="Không thuộc thẩm quyền",
            by=desk.office.receptionist,
            now=timezone.now(),
        )
    need([each.cause for each in order.refunds()] == ["refused"], "not on the list")
    order.settle_refund("send")
    order.must_be("refunded", refunds=1)


def killed_between_notice_and_answer(desk: Desk, web: server.Program) -> None:
    """``kill -9`` of the web server when the notice is stored and its effect is not."""
    order: Order = desk.order()
    tab = order.pay("vnpay", "silent")
    true = tab.provider.notice(tab.reference)
    with ThreadPoolExecutor(1) as threads:
        with desk.inside(), transaction.atomic():
            lock_order(order.id)
            told = threads.submit(_tell, tab.provider.tell, true)
            _wait_for_message(tab.reference)
            web.stop(SIGKILL)
        need(not told.result(), "the provider was answered")
    web.start()
    order.must_be("pending")
    need(tab.provider.tell(true), "the notice was not taken")
    order.must_be("paid")


def _assign(desk: Desk, number: str, order: Order) -> None:
    """The finance officer says whose money the line is."""
    with desk.inside():
        line = StatementLine.objects.get(number=number)
    place = f"{FINANCE}/doi-soat/dong/{line.pk}/"
    desk.officer.post(place, deed="assign", order=order.reference, note="Người nộp gọi điện")


def _tell(tell: Callable[[dict[str, object]], bool], fields: dict[str, object]) -> bool:
    try:
        return tell(fields)
    except requests.RequestException:
        return False


def _wait_for_message(reference: str) -> None:
    """Until another transaction stored it."""
    for _ in range(600):
        if ProviderMessage.objects.filter(content__vnp_TxnRef=reference, kind="notice").exists():
            return
        time.sleep(0.05)
    raise AssertionError("the notice was not stored")


FAULTS: tuple[Fault, ...] = (
    transfer_is_recognised,
    one_dong_short,
    one_dong_too_much,
    transfer_twice,
    one_file_twice_and_another_over_it,
    words_nobody_knows,
    two_orders_in_one_transfer,
    dollars_in_the_bank_s_file,
    several_payers,
    part_by_transfer_while_all_is_paid_online,
    transfer_for_a_cancelled_order,
    cash_twice_at_once,
    a_deed_nobody_knows,
    dossier_withdrawn_after_paying,
    dossier_refused_at_reception_after_paying,
)
