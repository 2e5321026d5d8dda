"""The report for the treasury and receipts as PDF: drawn when asked for, kept nowhere."""

from datetime import datetime
from uuid import UUID

from motcua.casework.errors import CaseMissing
from motcua.casework.operations.print_papers import METHODS, draw_book, head_of_book
from motcua.casework.papers import money
from motcua.casework.papers.moments import hour_and_day
from motcua.kernel.actors import Actor
from motcua.kernel.money import Money
from motcua.payments import api as payments


def print_fee_report(*, report: payments.FeeReport, by: Actor, now: datetime) -> bytes:
    """Raises ``PermissionMissing`` without ``payments.read``."""
    by.require(payments.Permission.READ)
    rows = [_cells(f"{row.day:%d/%m/%Y}", row) for row in report.rows]
    sheet = money.treasury_report(
        head_of_book(None, by, now),
        [*rows, _cells("Cộng", report.total)],
        since=report.first_day,
        until=report.last_day,
        total=report.total.net,
    )
    return draw_book(sheet, "fee_report", by=by, now=now)


def print_receipt(*, order_id: UUID, receipt_id: UUID, by: Actor, now: datetime) -> bytes:
    """Standing or voided; a voided one says so, and why. Raises ``PermissionMissing`` without
    ``payments.read``, ``OrderMissing``, ``CaseMissing``."""
    by.require(payments.Permission.READ)
    order = payments.get_order(order_id)
    found = next((each for each in payments.list_receipts(order_id) if each.id == receipt_id), None)
    if found is None:
        raise CaseMissing(str(receipt_id))
    void = f"{found.void_reason}, {hour_and_day(found.voided_at)}" if found.voided_at else ""
    facts = money.ReceiptFacts(
        number=found.number,
        order=order.reference,
        form_number=found.form_number,
        serial=found.serial,
        unit_name=found.unit_name,
        tax_code=found.tax_code,
        payer=found.payer_name,
        method=METHODS.get(found.method, found.method),
        paid_at=hour_and_day(found.issued_at),
        lines=tuple(
            (line.name, line.kind, Money(line.amount, found.total.currency)) for line in found.lines
        ),
        total=found.total,
        replaces=found.replaces,
        void=void,
    )
    sheet = money.receipt(head_of_book(None, by, now), facts)
    return draw_book(sheet, "receipt", by=by, now=now)


def _cells(day: str, row: payments.ReportRow) -> list[str]:
    sums = (row.phi, row.le_phi, row.total, row.back, row.net, row.fees)
    return [day, row.title, str(row.count), *(each.display() for each in sums)]
