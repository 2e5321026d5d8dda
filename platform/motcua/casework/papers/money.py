"""Papers of money: the report for the treasury, and a receipt, standing or voided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.casework.papers.amounts import in_words
from motcua.casework.papers.books import BookHead
from motcua.casework.papers.layout import Row, Sheet, Signature, fields, table, text
from motcua.kernel.money import Money

_REPORT_COLUMNS = (
    "Ngày", "Hình thức", "Số khoản", "Phí", "Lệ phí", "Tổng thu", "Đã hoàn", "Thực thu",
    "Phí của cổng",
)  # fmt: skip
_REPORT_WIDTHS = (4, 8, 3, 4, 4, 4, 4, 4, 4)
_KINDS = {"phi": "Phí", "le_phi": "Lệ phí"}


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """``lines``: name, ``phi`` or ``le_phi``, amount. ``void``: why and when it was voided."""

    number: str
    order: str
    form_number: str
    serial: str
    unit_name: str
    tax_code: str
    payer: str
    method: str
    paid_at: str
    lines: tuple[tuple[str, str, Money], ...]
    total: Money
    replaces: str = ""
    void: str = ""


def treasury_report(
    head: BookHead,
    rows: Sequence[Sequence[str]],
    *,
    since: date,
    until: date,
    total: Money,
) -> Sheet:
    """``rows`` in the order of the columns, the sum last."""
    title = "Báo cáo thu phí, lệ phí"
    shown = {**table(columns=_REPORT_COLUMNS, widths=_REPORT_WIDTHS, rows=rows), "size": 9.5}
    return Sheet(
        title=title,
        subtitle=f"Từ ngày {since:%d/%m/%Y} đến ngày {until:%d/%m/%Y}",
        agency=head.agency,
        number_line="",
        place_date=head.place_date,
        footer=f"{title} · {head.portal}",
        blocks=[
            shown if len(rows) > 1 else text("Không thu khoản nào trong thời gian này."),
            fields([("Thực thu bằng chữ", _words(total))]),
        ],
        signatures=[Signature("Người lập", head.by, ""), Signature("Thủ trưởng đơn vị")],
        landscape=True,
        emblem=head.emblem,
    )


def receipt(head: BookHead, facts: ReceiptFacts) -> Sheet:
    rows = [
        [str(place), _KINDS.get(kind, kind), name, amount.display()]
        for place, (name, kind, amount) in enumerate(facts.lines, 1)
    ]
    return Sheet(
        title="Biên lai thu phí, lệ phí",
        subtitle=f"ĐÃ HỦY: {facts.void}" if facts.void else "",
        agency=head.agency,
        number_line=f"Số: {facts.number}",
        place_date=head.place_date,
        footer=f"{facts.number}{' (đã hủy)' if facts.void else ''} · {head.portal}",
        blocks=[
            fields(_about(facts)),
            table(
                columns=("TT", "Loại", "Tên khoản thu", "Số tiền"),
                widths=(1, 2, 7, 3),
                rows=rows,
            ),
            fields([("Tổng số tiền", facts.total.display()), ("Bằng chữ", _words(facts.total))]),
        ],
        signatures=[Signature("Người nộp tiền", facts.payer), Signature("Người thu tiền", head.by)],
        emblem=head.emblem,
    )


def _about(facts: ReceiptFacts) -> list[Row]:
    """Only what the authority has set of its receipts stands on them."""
    rows = [
        ("Mẫu số, ký hiệu", f"{facts.form_number} {facts.serial}".strip()),
        ("Đơn vị thu", facts.unit_name),
        ("Mã số thuế", facts.tax_code),
        ("Người nộp tiền", facts.payer),
        ("Mã khoản thu", facts.order),
        ("Hình thức", facts.method),
        ("Thời gian nộp", facts.paid_at),
        ("Thay cho biên lai", facts.replaces),
    ]
    return [(label, value) for label, value in rows if value]


def _words(amount: Money) -> str:
    return in_words(amount.minor) if amount.currency == "VND" and amount.minor >= 0 else ""
