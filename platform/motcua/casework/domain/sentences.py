"""Acts of the audit chain in words anybody understands."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

_SENTENCES: Final[Mapping[str, Any]] = {
    "case.opened": _("Nộp hồ sơ"),
    "case.received": _("Tiếp nhận hồ sơ"),
    "case.refused": _("Từ chối tiếp nhận hồ sơ"),
    "case.supplement_asked": _("Yêu cầu bổ sung hồ sơ lần %(sequence)s"),
    "case.supplement_answered": _("Đã bổ sung hồ sơ"),
    "case.content_corrected": _("Sửa nội dung hồ sơ"),
    "case.supplement_cancelled": _("Rút lại yêu cầu bổ sung"),
    "case.claimed": _("Nhận việc: %(step)s"),
    "case.released": _("Trả lại việc: %(step)s"),
    "case.assigned": _("Phân công: %(step)s"),
    "case.decided": _("%(step)s: %(outcome)s"),
    "case.citizen_answered": _("%(step)s: %(outcome)s"),
    "case.step_timed_out": _("%(step)s: hết thời gian, %(outcome)s"),
    "case.fee_asked": _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    "case.fee_paid": _("Đã nộp phí, lệ phí %(amount)s"),
    "case.extended": _("Xin lỗi và hẹn lại ngày trả kết quả"),
    "case.paused": _("Tạm dừng tính thời gian giải quyết"),
    "case.resumed": _("Tiếp tục tính thời gian giải quyết"),
    "case.stopped": _("Dừng giải quyết hồ sơ"),
    "case.withdrawn": _("Rút hồ sơ"),
    "case.result_replaced": _("Thu hồi và cấp lại kết quả"),
    "case.handed_over": _("Trả kết quả"),
    "case.read": _("Xem hồ sơ"),
}

# Who took or gave back which piece of work is the authority's own affair.
INTERNAL: Final = frozenset({"case.claimed", "case.released", "case.assigned", "case.read"})
_NOTES: Final = ("reason", "note")
_UNSAID: Final = "–"


def sentence_of(action: str, data: Mapping[str, Any]) -> str:
    """Missing facts, as in entries of older releases, leave a dash; an unknown act its key."""
    words = _SENTENCES.get(action)
    if words is None:
        return action
    return str(words) % _Facts(data)


def note_of(data: Mapping[str, Any]) -> str:
    return next((str(data[key]) for key in _NOTES if data.get(key)), "")


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return _UNSAID
