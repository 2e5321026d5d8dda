"""Messages all demonstration services send, in one voice: what happened, what to do, where."""

from motcua.catalogue.library.building import Data, vi

_GREETING = "Kính gửi ông/bà {case.applicant_name},\n\n"
_CLOSING = "\n\nXem hồ sơ tại {case.link}\n{agency.name}"

_WORDS = {
    "submitted": (
        "Đã nhận được hồ sơ {case.reference}",
        (
            "Chúng tôi đã nhận được hồ sơ “{service.name}” ông/bà gửi lúc {case.submitted_at}. "
            "Cán bộ sẽ kiểm tra hồ sơ trong vòng 8 giờ làm việc."
        ),
    ),
    "received": (
        "Hồ sơ {case.code} đã được tiếp nhận",
        (
            "Hồ sơ “{service.name}” đã được tiếp nhận lúc {case.received_at}. "
            "Thời gian hẹn trả kết quả: {case.due_at}."
        ),
    ),
    "refused": (
        "Hồ sơ {case.reference} không được giải quyết",
        "Rất tiếc, hồ sơ “{service.name}” không được giải quyết. Lý do: {case.reason}",
    ),
    "supplement_requested": (
        "Hồ sơ {case.code} cần bổ sung",
        (
            "Hồ sơ “{service.name}” cần bổ sung, hoàn thiện: {case.reason}\n"
            "Ông/bà chỉ cần sửa những mục được nêu, các mục khác giữ nguyên."
        ),
    ),
    "supplement_received": (
        "Đã nhận phần bổ sung của hồ sơ {case.code}",
        "Chúng tôi đã nhận phần bổ sung của hồ sơ “{service.name}” và tiếp tục giải quyết.",
    ),
    "fee_due": (
        "Hồ sơ {case.reference} chờ nộp phí, lệ phí",
        "Hồ sơ “{service.name}” chờ ông/bà nộp {case.fee_total}.",
    ),
    "paid": (
        "Đã nhận phí, lệ phí của hồ sơ {case.reference}",
        "Chúng tôi đã nhận {case.fee_total} cho hồ sơ “{service.name}”.",
    ),
    "confirmation_requested": (
        "Đề nghị kiểm tra nội dung dự thảo của hồ sơ {case.code}",
        (
            "Dự thảo {result.name} đã sẵn sàng. Đề nghị ông/bà kiểm tra và xác nhận trong vòng "
            "một ngày làm việc. Quá thời hạn này mà không có ý kiến thì được coi là đồng ý."
        ),
    ),
    "issued": (
        "Hồ sơ {case.code} đã có kết quả",
        "{result.name} số {result.number} đã được ký ngày {result.issued_on}.",
    ),
    "returned": (
        "Đã trả kết quả hồ sơ {case.code}",
        "Kết quả của hồ sơ “{service.name}” đã được trả. Cảm ơn ông/bà.",
    ),
}
_ALWAYS = (
    "submitted",
    "received",
    "refused",
    "supplement_requested",
    "supplement_received",
    "issued",
    "returned",
)


def notices(*extra: str) -> list[Data]:
    """The usual ones and ``extra`` events."""
    wanted = {*_ALWAYS, *extra}
    return [
        {
            "id": f"ntc_{event}",
            "event": event,
            "channels": ["email", "inbox"],
            "subject": vi(subject),
            "body": vi(_GREETING + body + _CLOSING),
        }
        for event, (subject, body) in _WORDS.items()
        if event in wanted
    ]
