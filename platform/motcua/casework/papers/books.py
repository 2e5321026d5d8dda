"""Registers and lists of many dossiers: form 07 (Thông tư 03/2025/TT-VPCP), the register of
numbers, the list of a hand-over, one receipt for several dossiers, the receipt of a fee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.casework.papers.amounts import in_words
from motcua.casework.papers.layout import Sheet, Signature, fields, table, text
from motcua.kernel.money import Money

BOOK_COLUMNS = (
    "STT", "Mã hồ sơ", "Thủ tục", "Chủ hồ sơ", "Địa chỉ, số điện thoại", "Nhận và hẹn trả",
    "Chuyển đến", "Kết quả", "Trả kết quả", "Ghi chú",
)  # fmt: skip
_BOOK_WIDTHS = (2, 7, 8, 6, 8, 6, 6, 5, 6, 3)
NUMBER_COLUMNS = ("Số", "Ngày", "Tên giấy tờ", "Mã hồ sơ", "Chủ hồ sơ", "Người ký", "Ghi chú")
_NUMBER_WIDTHS = (2, 3, 6, 5, 5, 5, 5)
HAND_OVER_COLUMNS = ("STT", "Mã hồ sơ", "Thủ tục", "Chủ hồ sơ", "Giấy tờ kèm theo", "Ký nhận")
_HAND_OVER_WIDTHS = (2, 6, 7, 5, 4, 3)
COMBINED_COLUMNS = ("STT", "Mã hồ sơ", "Thủ tục", "Nhận lúc", "Hẹn trả lúc")
_COMBINED_WIDTHS = (2, 6, 8, 5, 5)


@dataclass(frozen=True, slots=True)
class BookHead:
    """What stands above a list. ``by``: who made it."""

    agency: tuple[str, ...]
    place_date: str
    portal: str
    by: str
    # Digest of the unit's emblem.
    emblem: str = ""


def register_book(
    head: BookHead, rows: Sequence[Sequence[str]], *, since: date, until: date
) -> Sheet:
    """Form 07, "Sổ theo dõi hồ sơ", of the dossiers received in a period."""
    return _list(
        head,
        title="Sổ theo dõi hồ sơ",
        period=_period(since, until),
        columns=BOOK_COLUMNS,
        widths=_BOOK_WIDTHS,
        rows=rows,
        signatures=[Signature("Người lập sổ", head.by, ""), Signature("Phụ trách bộ phận")],
        landscape=True,
    )


def number_book(head: BookHead, rows: Sequence[Sequence[str]], *, year: int, name: str) -> Sheet:
    """The clerk's register: every number of the year, and what became of it."""
    return _list(
        head,
        title=f"Sổ đăng ký văn bản đi: {name}",
        period=f"Năm {year}",
        columns=NUMBER_COLUMNS,
        widths=_NUMBER_WIDTHS,
        rows=rows,
        signatures=[Signature("Văn thư", head.by, "")],
        landscape=True,
    )


def hand_over_list(head: BookHead, rows: Sequence[Sequence[str]], *, receiver: str) -> Sheet:
    """Dossiers or results given to a unit, or to the post."""
    return _list(
        head,
        title="Biên bản bàn giao hồ sơ, kết quả",
        period=f"Bên nhận: {receiver}" if receiver else "",
        columns=HAND_OVER_COLUMNS,
        widths=_HAND_OVER_WIDTHS,
        rows=rows,
        signatures=[Signature("Bên giao", head.by, ""), Signature("Bên nhận", receiver, "")],
    )


def combined_receipt(head: BookHead, rows: Sequence[Sequence[str]], *, submitter: str) -> Sheet:
    """One receipt for several dossiers of one submitter."""
    return _list(
        head,
        title="Giấy tiếp nhận chung nhiều hồ sơ",
        period=f"Người nộp: {submitter}",
        columns=COMBINED_COLUMNS,
        widths=_COMBINED_WIDTHS,
        rows=rows,
        signatures=[
            Signature("Người nộp hồ sơ", "", "(Ký, ghi rõ họ tên)"),
            Signature("Người tiếp nhận", head.by, ""),
        ],
    )


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """``lines``: name and amount."""

    number: str
    code: str
    procedure: str
    payer: str
    method: str
    paid_at: str
    lines: tuple[tuple[str, Money], ...]
    total: Money


def fee_receipt(head: BookHead, facts: FeeFacts) -> Sheet:
    """Biên lai thu phí, lệ phí."""
    rows = [
        [str(index), name, amount.display()]
        for index, (name, amount) in enumerate(facts.lines, start=1)
    ]
    words = in_words(facts.total.minor) if facts.total.currency == "VND" else ""
    return Sheet(
        title="Biên lai thu phí, lệ phí",
        subtitle=f"Mã hồ sơ: {facts.code}",
        agency=head.agency,
        number_line=f"Số: {facts.number}",
        place_date=head.place_date,
        footer=f"{facts.number} · {head.portal}",
        blocks=[
            fields(
                [
                    ("Người nộp tiền", facts.payer),
                    ("Thủ tục", facts.procedure),
                    ("Hình thức", facts.method),
                    ("Thời gian nộp", facts.paid_at),
                ]
            ),
            table(columns=("TT", "Tên phí, lệ phí", "Số tiền"), widths=(1, 8, 3), rows=rows),
            fields([("Tổng số tiền", facts.total.display()), ("Bằng chữ", words)]),
        ],
        signatures=[Signature("Người nộp tiền", facts.payer), Signature("Người thu tiền", head.by)],
        emblem=head.emblem,
    )


def _list(
    head: BookHead,
    *,
    title: str,
    period: str,
    columns: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    signatures: Sequence[Signature],
    landscape: bool = False,
) -> Sheet:
    shown = {**table(columns=columns, widths=widths, rows=rows), "size": 9.5}
    return Sheet(
        title=title,
        subtitle=period,
        agency=head.agency,
        number_line="",
        place_date=head.place_date,
        footer=f"{title} · {head.portal}",
        blocks=[shown if rows else text("Không có hồ sơ nào.")],
        signatures=signatures,
        landscape=landscape,
        emblem=head.emblem,
    )


def _period(since: date, until: date) -> str:
    return f"Từ ngày {since:%d/%m/%Y} đến ngày {until:%d/%m/%Y}"
