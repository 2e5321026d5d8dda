"""What the citizen is told of changes to a dossier: reopened, passed on, corrected, refunded."""

from collections.abc import Mapping
from typing import Final

from motcua.notifications.api import DOSSIER_ENDS, notices_ending

TEMPLATES: Final[Mapping[str, str]] = {
    "reopened": "reopened",
    "transferred": "transferred",
    "mending_asked": "mending_asked",
    "refund_due": "refund_due",
    "refunded": "refunded",
    "group_closed": "group_closed",
}


_notice: Final = notices_ending(*DOSSIER_ENDS)

NOTICES: Final = (
    _notice(
        "reopened",
        (
            "Hồ sơ {code} được mở lại",
            "Hồ sơ {code} về thủ tục {service} được mở lại để giải quyết tiếp. Lý do: {reason}.",
        ),
        (
            "Dossier {code} was reopened",
            "Dossier {code} for {service} was reopened and work goes on. Reason: {reason}.",
        ),
        "reason",
    ),
    _notice(
        "transferred",
        (
            "Hồ sơ {code} được chuyển tới {place}",
            (
                "Hồ sơ {code} về thủ tục {service} được chuyển tới {place} giải quyết. "
                "Lý do: {reason}. Ông/bà không phải nộp lại."
            ),
        ),
        (
            "Dossier {code} was passed to {place}",
            (
                "Dossier {code} for {service} is now with {place}. Reason: {reason}. "
                "You need not file again."
            ),
        ),
        "place",
        "reason",
    ),
    _notice(
        "mending_asked",
        (
            "Hồ sơ {code}: đề nghị xác nhận sửa thông tin",
            (
                "Cán bộ đề nghị sửa một thông tin trong hồ sơ {code} về thủ tục "
                "{service}: {label}. "
                "Thông tin cũ còn nguyên cho tới khi ông/bà đồng ý."
            ),
        ),
        (
            "Dossier {code}: please confirm a correction",
            (
                "The office proposes to correct an answer in dossier {code} for "
                "{service}: {label}. "
                "The old answer stands until you agree."
            ),
        ),
        "label",
    ),
    _notice(
        "refund_due",
        (
            "Hồ sơ {code}: xem xét hoàn phí",
            (
                "Hồ sơ {code} về thủ tục {service} đã nộp phí trước khi rút. Cơ "
                "quan sẽ xem xét hoàn "
                "trả và báo kết quả."
            ),
        ),
        (
            "Dossier {code}: refund",
            (
                "A fee was paid for dossier {code} for {service} before it was "
                "withdrawn. The office "
                "will look into a refund and tell you."
            ),
        ),
    ),
    _notice(
        "refunded",
        (
            "Hồ sơ {code}: {outcome}",
            "Về khoản phí đã nộp của hồ sơ {code}, thủ tục {service}: {outcome}. {reason}",
        ),
        (
            "Dossier {code}: {outcome}",
            "On the fee paid for dossier {code} for {service}: {outcome}. {reason}",
        ),
        "outcome",
        "reason",
    ),
    _notice(
        "group_closed",
        (
            "Hồ sơ liên thông {code} đã xong",
            "Mọi hồ sơ thành phần của hồ sơ liên thông {code} ({service}) đã kết thúc.",
        ),
        (
            "Group dossier {code} is finished",
            "All dossiers of the group {code} ({service}) have ended.",
        ),
    ),
)
