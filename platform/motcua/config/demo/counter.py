"""Numbers to queue with, times to book and reasons to choose from, at the demonstration's
counters."""

from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.appointments.api import OpeningWish, list_openings, save_opening
from motcua.casework.counter.api import list_reasons, queues_of, save_reason, save_ticket_kind
from motcua.identity.api import list_agencies
from motcua.kernel.actors import SYSTEM

KINDS: Final = (("A", "Nộp hồ sơ"), ("B", "Nhận kết quả"), ("C", "Hỏi, tra cứu, hỗ trợ"))
_DECREE: Final = "Nghị định 118/2025/NĐ-CP"
# Reason code of ``casework``, words, law.
REASONS: Final = (
    ("unreadable", "Bản chụp giấy tờ bị mờ hoặc mất góc, không đọc được nội dung.", _DECREE),
    ("expired", "Giấy tờ đã hết thời hạn sử dụng vào ngày nộp.", _DECREE),
    ("missing", "Chưa có bản chính giấy tờ để đối chiếu.", _DECREE),
    ("missing", "Thiếu chữ ký của người yêu cầu trên tờ khai.", ""),
    ("wrong", "Ngày, tháng, năm sinh không khớp giấy tờ tùy thân.", ""),
    ("inconsistent", "Địa chỉ cư trú không khớp cơ sở dữ liệu quốc gia về dân cư.", ""),
)


def furnish_counters(*, now: datetime) -> None:
    """Once; what the office changed since is left alone."""
    for point in list_agencies():
        if point.is_reception_point and not queues_of(point.id, now=now, all_kinds=True):
            for code, name in KINDS:
                save_ticket_kind(
                    agency_id=point.id, code=code, name=name, is_active=True, by=SYSTEM, now=now
                )
    for point in list_agencies(reception_points_only=True):
        _take_appointments(point.id, now)
    if not list_reasons(only_active=False, limit=1):
        for reason_code, text, law in REASONS:
            save_reason(reason_code=reason_code, text=text, legal_basis=law, by=SYSTEM, now=now)


def _take_appointments(agency_id: UUID, now: datetime) -> None:
    """Four people a quarter of an hour, one of them without an appointment."""
    queues = queues_of(agency_id, now=now)
    if queues and not list_openings(agency_id, only_active=False):
        wish = OpeningWish(agency_id=agency_id, kind_id=queues[0].kind_id, name="Quầy 1–4")
        save_opening(wish=wish, by=SYSTEM, now=now)
