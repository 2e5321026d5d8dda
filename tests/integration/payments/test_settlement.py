"""What banks and gateways settle is final: it pays late, in parts, too much, and is told apart."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM, PermissionMissing
from motcua.payments import api as payments
from motcua.payments.domain import statements as causes
from motcua.payments.models import PaymentAttempt, Receipt, StatementLine
from tests.factories import payments as make

pytestmark = pytest.mark.django_db

DAY = "15/06/2026"


def bring(content, now, *, gateway=make.TRANSFER, by=None, **days):
    return payments.import_statement(
        gateway=gateway,
        name="sao-ke.csv",
        content=content,
        by=by or make.accountant(),
        now=now,
        **days,
    )


def found(statement):
    lines = payments.list_lines(statement_id=statement.statement_id, limit=200)
    return [(line.state, line.cause) for line in lines]


def status(order):
    return payments.get_order(order.id).status


def test_a_bank_statement_pays_what_it_names_and_tells_the_rest_apart(inside_province, now):
    make.configure_transfer(now)
    whole, parts, over, twice, cancelled = (make.open_order(now) for _ in range(5))
    payments.collect_at_counter(order_id=twice.id, by=make.cashier(), now=now)
    payments.cancel_order(order_id=cancelled.id, reason="rút", by=SYSTEM, now=now)
    shown = payments.show_transfer(order_id=whole.id, gateway=make.TRANSFER, now=now)
    assert (shown.memo, shown.amount.minor) == (whole.reference.replace("-", ""), 16000)
    content = make.bank_csv(
        (DAY, 16000, "FT1", f"MBVCB.1.{shown.memo}.CT TU A"),
        (DAY, 6000, "FT2", parts.reference.lower()),
        (DAY, 15999, "FT3", f"{over.reference} {DAY}"),
        (DAY, 2, "FT4", over.reference),
        (DAY, 16000, "FT5", twice.reference),
        (DAY, 16000, "FT6", cancelled.reference),
        (DAY, 16000, "FT7", "nop phi ho so"),
        (DAY, 16000, "FT8", f"{whole.reference} {parts.reference}"),
        (DAY, -22000, "FT9", "phi dich vu"),
    )
    with pytest.raises(PermissionMissing):
        bring(content, now, by=make.cashier())
    made = bring(content, now)
    assert (made.lines, made.known, made.left) == (9, 0, 0)
    assert found(made) == [
        ("matched", ""),
        ("matched", causes.PART),
        ("matched", causes.PART),
        ("matched", causes.OVERPAID),
        ("matched", causes.NOT_OWED),
        ("matched", causes.NOT_OWED),
        ("open", causes.UNKNOWN_REFERENCE),
        ("open", causes.AMBIGUOUS),
        ("matched", causes.OUTGOING),
    ]
    assert [status(order) for order in (whole, parts, over, twice, cancelled)] == [
        "paid",
        "pending",
        "paid",
        "paid",
        "refund_due",
    ]
    assert payments.get_order(parts.id).remaining.minor == 10000
    refunds = {refund.order_id: refund for refund in payments.list_refunds(is_open=True)}
    assert {key: (each.total.minor, each.cause) for key, each in refunds.items()} == {
        over.id: (1, "overpaid"),
        twice.id: (16000, "paid_twice"),
        cancelled.id: (16000, "cancelled"),
    }
    assert payments.find_receipt(whole.id).method == "transfer"

    # The same file again, the same lines in another file, a second payer, cash for the rest.
    with pytest.raises(payments.StatementRefused):
        bring(content, now)
    again = bring(content + b"\n" + make.bank_csv((DAY, 4000, "FT10", parts.reference)), now)
    assert (again.lines, again.known) == (10, 9)
    assert payments.get_order(parts.id).remaining.minor == 6000
    receipt = payments.collect_at_counter(order_id=parts.id, by=make.cashier(), now=now)
    assert receipt.total.minor == 16000
    assert PaymentAttempt.objects.get(order_id=parts.id, gateway="gateway.counter").received == 6000

    # The finance officer settles what is open.
    unknown, ambiguous = payments.list_lines(is_open=True)
    lost = make.open_order(now)
    by = make.accountant()
    with pytest.raises(payments.ReasonMissing):
        payments.assign_line(
            line_id=unknown.id, order_reference=lost.reference, note=" ", by=by, now=now
        )
    given = {"line_id": unknown.id, "note": "Người nộp gọi điện", "by": by, "now": now}
    payments.assign_line(**given, order_reference=lost.reference.lower())
    with pytest.raises(payments.LineSettled):
        payments.assign_line(**given, order_reference=lost.reference)
    payments.explain_line(line_id=ambiguous.id, note="Đã trả lại tại quầy", by=by, now=now)
    assert payments.count_open_lines() == 0
    assert status(lost) == "paid"
    assert Receipt.objects.filter(order_id=lost.id).count() == 1
    assert audit.verify_chain(f"statement:{made.statement_id}").intact


def test_a_gateway_s_file_is_believed_over_every_notice(vnpay, now):
    orders = [make.open_order(now) for _ in range(7)]
    wrong = orders[3]
    refs = [make.begin(order, now).reference for order in orders]
    tell = lambda ref, **more: payments.handle_ipn(  # noqa: E731
        gateway=make.VNPAY, params=make.notice(ref, **more), now=now
    )
    for place in (0, 4, 5, 6):
        tell(refs[place])
    tell(refs[1], code="51")
    day = f"{timezone.localtime(now):%d/%m/%Y}"
    content = make.settlement_csv(
        (day, refs[0], 16000, "1"),
        (day, refs[1], 16000, "2"),
        (day, refs[2], 16000, "3"),
        (day, refs[3], 15999, "4"),
        (day, refs[6], 16000, "7"),
        (day, refs[6], 16000, "8"),
        (day, "NOBODY", 16000, "9"),
    )
    made = bring(content, now, gateway=make.VNPAY)
    lines = payments.list_lines(statement_id=made.statement_id)
    assert [(line.state, line.cause) for line in lines][:7] == [
        ("matched", ""),
        ("matched", causes.LATE),
        ("matched", causes.LATE),
        ("open", causes.WRONG_AMOUNT),
        ("matched", ""),
        ("open", causes.TWICE),
        ("open", causes.UNKNOWN_REFERENCE),
    ]
    assert {line.reference for line in lines if line.is_absent} == {refs[4], refs[5]}
    assert [status(each) for each in orders] == [
        "paid",
        "paid",
        "paid",
        "pending",
        "paid",
        "paid",
        "paid",
    ]
    assert lines[3].expected.minor == 16000

    # Next day's file holds one of the missing, and says of the other that it failed.
    more = make.settlement_csv((day, refs[4], 16000, "5")) + f"\n{day},{refs[5]},16000,6,0".encode()
    head, _line, *rest = more.decode().splitlines()
    said = [f"{head},Trạng thái", f"{_line},Thành công", *(f"{row},Thất bại" for row in rest)]
    second = bring("\n".join(said).encode(), now + timedelta(days=1), gateway=make.VNPAY)
    assert found(second) == [("matched", ""), ("open", causes.SAID_FAILED)]
    states = {line.reference: line.state for line in lines_of(made) if line.is_absent}
    assert states == {refs[4]: "explained", refs[5]: "open"}

    # What came in is less by one đồng: taken as it came, the order waits for the rest.
    payments.assign_line(
        line_id=lines[3].id,
        order_reference="",
        note="VNPay xác nhận",
        by=make.accountant(),
        now=now,
    )
    assert payments.get_order(wrong.id).remaining.minor == 1
    with pytest.raises(payments.LineSettled):
        payments.assign_line(
            line_id=lines[5].id, order_reference="x", note="x", by=make.accountant(), now=now
        )
    report = payments.fee_report(
        first_day=timezone.localtime(now).date(), last_day=timezone.localtime(now).date()
    )
    assert (report.total.count, report.total.total.minor) == (6, 96000)
    assert report.total.le_phi.minor == 96000
    assert report.total.fees.minor == 7 * 1100 + 1100


def lines_of(made):
    return payments.list_lines(statement_id=made.statement_id, limit=200)


def test_matching_that_was_killed_goes_on_and_does_nothing_twice(inside_province, now, monkeypatch):
    make.configure_transfer(now)
    orders = [make.open_order(now) for _ in range(4)]
    content = make.bank_csv(
        *((DAY, 16000, f"FT{place}", order.reference) for place, order in enumerate(orders))
    )
    monkeypatch.setattr("motcua.payments.operations.import_statement.AT_ONCE", 2)
    made = bring(content, now)
    assert made.left == 2
    assert [status(order) for order in orders] == ["paid", "paid", "pending", "pending"]
    for _ in range(2):
        left = payments.match_statement(statement_id=made.statement_id, now=now, most=None)
        assert left == 0
    assert {status(order) for order in orders} == {"paid"}
    assert PaymentAttempt.objects.filter(gateway=make.TRANSFER).count() == 4
    assert StatementLine.objects.filter(state="open").count() == 0


def test_money_back_in_parts_through_the_gateway_and_by_hand(vnpay, now, monkeypatch):
    order, by = make.open_order(now), make.accountant()
    payments.handle_ipn(
        gateway=make.VNPAY, params=make.notice(make.begin(order, now).reference), now=now
    )
    given = {"order_id": order.id, "reason": "Nộp thừa bản sao", "by": by, "now": now}
    for amount in (16001, 0, -1):
        with pytest.raises(payments.RefundRefused):
            payments.ask_refund(**given, amount=amount)
    (part,) = payments.ask_refund(**given, amount=6000)
    with pytest.raises(payments.RefundRefused):
        payments.ask_refund(**given, amount=10001)
    with pytest.raises(payments.ProviderUnreachable):  # the address leads nowhere
        payments.send_refund(refund_id=part.id, by=by, now=now)
    (sent,) = payments.list_refunds(is_open=True)
    assert sent.status == "sent"
    payments.settle_refund(
        refund_id=part.id, is_paid_back=True, note="UNC 12 ngày 16/6", by=by, now=now
    )
    with pytest.raises(payments.RefundRefused):
        payments.settle_refund(refund_id=part.id, is_paid_back=True, note="x", by=by, now=now)
    assert status(order) == "paid"
    (rest,) = payments.ask_refund(**given, amount=None)
    assert rest.total.minor == 10000
    payments.settle_refund(refund_id=rest.id, is_paid_back=False, note="Đã cấp", by=by, now=now)
    assert status(order) == "paid"
    (rest,) = payments.ask_refund(**given, amount=None)
    payments.settle_refund(refund_id=rest.id, is_paid_back=True, note="UNC 13", by=by, now=now)
    assert status(order) == "refunded"
    assert payments.find_receipt(order.id) is None
    assert [each.is_void for each in payments.list_receipts(order.id)] == [True]


def test_a_wrong_receipt_is_replaced_and_both_stay(inside_province, now):
    order, by = make.open_order(now), make.accountant()
    payments.save_receipt_book(
        book=payments.ReceiptBookView("01BLP0-001", "AA-26E", "UBND", "0100233488"), by=by, now=now
    )
    first = payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=now)
    change = {"reason": "Sai tên", "by": by, "now": now}
    second = payments.replace_receipt(receipt_id=first.id, payer_name="Trần Thị B", **change)
    assert (second.payer_name, second.serial, second.total) == ("Trần Thị B", "AA-26E", first.total)
    with pytest.raises(payments.ReceiptNotStanding):
        payments.replace_receipt(receipt_id=first.id, payer_name="C", **change)
    assert payments.find_receipt(order.id).number == second.number
    payments.cancel_receipt(receipt_id=second.id, **change)
    assert payments.find_receipt(order.id) is None
    assert [(each.is_void, each.replaces) for each in payments.list_receipts(order.id)] == [
        (True, ""),
        (True, first.number),
    ]
