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
    "case.step_done": _("%(step)s: hệ thống đã tự làm, %(outcome)s"),
    "case.step_failed": _("%(step)s: hệ thống không tự làm được, giao cán bộ xử lý"),
    "case.step_retried": _("%(step)s: cho hệ thống làm lại"),
    "case.fee_asked": _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    "case.fee_paid": _("Đã nộp phí, lệ phí %(amount)s"),
    "case.extended": _("Xin lỗi và hẹn lại ngày trả kết quả"),
    "case.paused": _("Tạm dừng tính thời gian giải quyết"),
    "case.resumed": _("Tiếp tục tính thời gian giải quyết"),
    "case.stopped": _("Dừng giải quyết hồ sơ"),
    "case.withdrawn": _("Rút hồ sơ"),
    "case.result_replaced": _("Thu hồi và cấp lại kết quả"),
    "case.handed_over": _("Trả kết quả"),
    "case.consult_asked": _("Gửi yêu cầu phối hợp tới %(to)s: %(step)s"),
    "case.consult_delivered": _("%(to)s đã nhận yêu cầu phối hợp"),
    "case.consult_stuck": _("Chưa gửi được yêu cầu phối hợp tới %(to)s"),
    "case.consult_sent_again": _("Gửi lại yêu cầu phối hợp tới %(to)s"),
    "case.consult_closed": _("Không chờ %(to)s trả lời nữa: %(step)s"),
    "case.consult_answered": _("%(to)s trả lời: %(outcome)s"),
    "case.consult_late": _("%(to)s trả lời muộn, không làm thay đổi hồ sơ: %(outcome)s"),
    "case.consult_settled": _("Ghi kết quả thay cho %(to)s: %(step)s"),
    "case.reopened": _("Mở lại hồ sơ"),
    "case.transferred": _("Chuyển hồ sơ tới %(to)s"),
    "case.rated": _("Người dân đã đánh giá"),
    "rating.published": _("Công khai lời góp ý của người dân"),
    "rating.hidden": _("Không công khai lời góp ý: %(reason)s"),
    "case.owner_linked": _("Chủ hồ sơ đăng nhập bằng danh tính đã xác thực"),
    "case.refunded": _("Hoàn phí: %(reason)s"),
    "case.mending_asked": _("Đề nghị sửa “%(label)s”"),
    "case.mending_confirmed": _("Đồng ý sửa “%(label)s”"),
    "case.mending_refused": _("Không đồng ý sửa “%(label)s”"),
    "case.mending_taken_back": _("Rút lại đề nghị sửa “%(label)s”"),
    "case.children_opened": _("Tạo các hồ sơ thành phần"),
    "case.group_closed": _("Mọi hồ sơ thành phần đã kết thúc"),
    "case.supplement_expired": _("Hết hạn bổ sung mà không có bổ sung"),
    "case.component_taken": _("Nhận giấy tờ: %(component)s"),
    "case.post_registered": _("Đăng ký trả kết quả qua bưu chính"),
    "case.post_dispatched": _("Giao bưu chính, mã vận đơn %(dispatch_code)s"),
    "case.post_failed": _("Bưu chính phát không thành công: %(reason)s"),
    "case.post_returned": _("Bưu chính chuyển hoàn kết quả"),
    "case.read": _("Xem hồ sơ"),
    "case.shared": _("Chia sẻ hồ sơ cho %(to)s"),
    "case.unshared": _("Thu lại chia sẻ với %(to)s"),
    "case.noted": _("Viết ghi chú nội bộ"),
    "case.letter_sent": _("Nhắn tin cho người nộp"),
    "case.letter_received": _("Người nộp nhắn tin"),
    "case.delegated": _("Chuyển việc “%(step)s” cho %(to)s"),
    "case.handed_on": _("Bàn giao việc “%(step)s” của %(from)s cho %(to)s"),
}

# Who took or gave back which piece of work is the authority's own affair.
INTERNAL: Final = frozenset(
    {
        "case.claimed",
        "case.released",
        "case.assigned",
        "case.step_failed",
        "case.step_retried",
        "case.read",
        "case.shared",
        "case.unshared",
        "case.noted",
        "case.delegated",
        "case.handed_on",
    }
)
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
