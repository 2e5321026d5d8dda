"""The statutory forms of the one-stop desk (Thông tư 03/2025/TT-VPCP phụ lục I; fields after
domain reference 4.5). Words are the forms' own and stay Vietnamese in every language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.casework.papers.layout import (
    Letterhead,
    Row,
    Sheet,
    Signature,
    fields,
    heading,
    table,
    text,
)
from motcua.casework.papers.moments import hour_and_day

_SIGN = "(Ký, ghi rõ họ tên)"
_SCAN = "Quét mã này để tra cứu hồ sơ."
_SIGNED_ONLINE = "(Nộp trực tuyến)"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the forms tell of a dossier."""

    head: Letterhead
    owner: str
    submitter: str
    personal_number: str
    address: str
    phone: str
    email: str
    request: str
    is_online: bool
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    term: str
    return_methods: str
    legal_bases: tuple[str, ...]
    tracking: str


def receipt(facts: CaseFacts, *, number: str, components: Sequence[Sequence[str]]) -> Sheet:
    """Form 01. ``components``: name, originals, copies, electronic files."""
    rows = [[str(index), *each] for index, each in enumerate(components, start=1)]
    papers = table(
        columns=("TT", "Tên giấy tờ", "Bản chính", "Bản sao", "Tệp điện tử"),
        widths=(1, 8, 2, 2, 2),
        rows=rows,
    )
    return _sheet(
        facts,
        title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        number=f"{number}/TNHS",
        blocks=[
            *_say(facts, "receipt_01.opening"),
            fields(_people(facts)),
            fields([("Nội dung yêu cầu giải quyết", facts.request)]),
            heading("1. Thành phần hồ sơ nộp gồm"),
            papers if rows else text("Tờ khai điện tử; không kèm giấy tờ."),
            fields(_receipt_terms(facts)),
            *_say(facts, "receipt_01.closing"),
        ],
        signatures=_both_sides(facts, "Người tiếp nhận hồ sơ"),
        qr_text=facts.tracking,
    )


def _receipt_terms(facts: CaseFacts) -> list[Row]:
    return [
        ("2. Số lượng hồ sơ", "01 bộ"),
        ("3. Thời gian giải quyết theo quy định", facts.term),
        ("4. Thời gian nhận hồ sơ", _moment(facts.received_at)),
        ("5. Thời gian trả kết quả giải quyết hồ sơ", _moment(facts.due_at)),
        ("6. Đăng ký nhận kết quả tại", facts.return_methods),
    ]


def supplement(
    facts: CaseFacts,
    *,
    number: str,
    items: Sequence[tuple[str, str]],
    message: str,
    answer_by: datetime,
) -> Sheet:
    """Form 02. ``items``: what is missing or wrong, and why."""
    rows = [[str(index), label, reason] for index, (label, reason) in enumerate(items, start=1)]
    return _sheet(
        facts,
        title="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        number=f"{number}/HDHS",
        blocks=[
            fields([("Hồ sơ của", facts.owner), ("Nội dung", facts.request), *_contact(facts)]),
            *_say(facts, "supplement_02.opening"),
            table(
                columns=("TT", "Nội dung cần bổ sung, sửa đổi", "Lý do"),
                widths=(1, 6, 8),
                rows=rows,
            ),
            *([text(message)] if message else []),
            fields(
                [
                    ("Hạn bổ sung", hour_and_day(answer_by)),
                    ("Nơi bổ sung", facts.head.portal),
                    ("Cán bộ hướng dẫn", facts.head.officer),
                    ("Liên hệ", facts.head.officer_contact),
                ]
            ),
            *_say(facts, "supplement_02.closing"),
        ],
        signatures=[Signature("Người hướng dẫn", facts.head.officer, _SIGN)],
    )


def refusal(facts: CaseFacts, *, number: str, reason: str, received: bool) -> Sheet:
    """Form 03; after reception it tells that the request itself is refused."""
    kind = "giải quyết" if received else "tiếp nhận giải quyết"
    return _sheet(
        facts,
        title=f"Phiếu từ chối {kind} hồ sơ",
        number=f"{number}/TCHS",
        blocks=[
            fields([*_people(facts), ("Nội dung yêu cầu giải quyết", facts.request)]),
            fields([("Thời gian nộp", hour_and_day(facts.submitted_at))]),
            *_say(facts, "refusal_03.opening", **{"refusal.what": kind}),
            text(reason),
            *_bases(facts),
            *_say(facts, "refusal_03.closing", **{"refusal.what": kind}),
        ],
        signatures=[
            Signature("Người nộp hồ sơ", "" if not facts.is_online else facts.submitter, _SIGN),
            Signature("Người từ chối", facts.head.officer, _SIGN),
        ],
    )


def apology(
    facts: CaseFacts, *, number: str, before: datetime, after: datetime, reason: str
) -> Sheet:
    """Form 04, written before the promised date passes."""
    moments = {"due.before": hour_and_day(before), "due.after": hour_and_day(after)}
    return _sheet(
        facts,
        title="Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        number=f"{number}/PXL",
        blocks=[
            fields([("Kính gửi", facts.owner), ("Nội dung", facts.request)]),
            *_say(facts, "apology_04.opening", **moments),
            text(reason),
            *_say(facts, "apology_04.closing", **moments),
        ],
        signatures=[Signature(facts.head.head_title, facts.head.officer, _SIGN)],
        authority=facts.head.authority,
    )


def stop(facts: CaseFacts, *, number: str, reason: str, legal_basis: str) -> Sheet:
    """Form 05."""
    return _sheet(
        facts,
        title="Thông báo dừng giải quyết hồ sơ",
        number=f"{number}/TBD",
        blocks=[
            fields([*_people(facts), ("Nội dung yêu cầu giải quyết", facts.request)]),
            *_say(facts, "stop_05.opening"),
            text(reason),
            *([fields([("Căn cứ", legal_basis)])] if legal_basis else _bases(facts)),
            *_say(facts, "stop_05.closing"),
        ],
        signatures=[Signature(facts.head.head_title, facts.head.officer, _SIGN)],
        authority=facts.head.authority,
    )


def control_slip(facts: CaseFacts, *, number: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """Form 06. ``rows``: step, who did it, from, to, result against its time, note."""
    return _sheet(
        facts,
        title="Phiếu kiểm soát quá trình giải quyết hồ sơ",
        number=f"{number}/KSHS",
        blocks=[
            fields(
                [
                    ("Chủ hồ sơ", facts.owner),
                    ("Nội dung", facts.request),
                    ("Tiếp nhận lúc", _moment(facts.received_at)),
                    ("Hẹn trả lúc", _moment(facts.due_at)),
                ]
            ),
            table(
                columns=("Bước", "Người thực hiện", "Nhận lúc", "Xong lúc", "Kết quả", "Ghi chú"),
                widths=(4, 4, 3, 3, 3, 4),
                rows=rows,
            ),
        ],
        signatures=[],
    )


def with_qr(sheet: Sheet, *, svg: str, words: str = "") -> Sheet:
    """``words`` stand beside the code; the form's own, or an invitation to scan, when empty."""
    return replace(sheet, qr=svg, qr_text=words or sheet.qr_text or _SCAN)


def _sheet(
    facts: CaseFacts,
    *,
    title: str,
    number: str,
    blocks: Sequence[dict[str, object]],
    signatures: Sequence[Signature],
    qr_text: str = "",
    authority: Sequence[str] = (),
) -> Sheet:
    sheet = Sheet(
        title=title,
        subtitle=f"Mã hồ sơ: {facts.head.dossier_number}",
        agency=facts.head.agency,
        number_line=f"Số: {number}",
        place_date=facts.head.place_date,
        footer=facts.head.footer,
        blocks=blocks,
        signatures=signatures,
        qr_text=qr_text,
        authority=authority,
        recipients=facts.head.recipients,
    )
    return facts.head.dress(sheet)


def _say(facts: CaseFacts, slot: str, **more: str) -> list[dict[str, Any]]:
    """The tenant's words or the form's own, a paragraph a line."""
    head = facts.head
    values = {
        **head.values,
        "case.code": head.dossier_number,
        "case.applicant_name": facts.owner,
        "service.name": facts.request,
        "officer.name": head.officer,
        "officer.phone": head.officer_contact,
        **more,
    }
    return [text(line) for line in head.design.lines(slot, values)]


def _people(facts: CaseFacts) -> list[Row]:
    submitter = "" if facts.submitter == facts.owner else facts.submitter
    return [
        ("Chủ hồ sơ", facts.owner),
        ("Người nộp", submitter),
        ("Số định danh cá nhân", facts.personal_number),
        *_contact(facts),
    ]


def _contact(facts: CaseFacts) -> list[Row]:
    return [
        ("Địa chỉ", facts.address),
        ("Số điện thoại", facts.phone),
        ("Thư điện tử", facts.email),
    ]


def _both_sides(facts: CaseFacts, officer: str) -> list[Signature]:
    online = facts.is_online
    return [
        Signature(
            "Người nộp hồ sơ",
            facts.submitter if online else "",
            _SIGNED_ONLINE if online else _SIGN,
        ),
        Signature(officer, facts.head.officer, _SIGN),
    ]


def _bases(facts: CaseFacts) -> list[dict[str, object]]:
    return [fields([("Căn cứ", "; ".join(facts.legal_bases))])] if facts.legal_bases else []


def _moment(value: datetime | None) -> str:
    return hour_and_day(value) if value else ""


__all__ = [
    "CaseFacts",
    "apology",
    "control_slip",
    "receipt",
    "refusal",
    "stop",
    "supplement",
    "with_qr",
]
