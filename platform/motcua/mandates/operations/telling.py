"""Words to people who are acted for."""

from typing import Final

from motcua.notifications.api import Notice

HELP_BEGAN: Final = Notice(
    "help_began",
    {"vi": "Có người đang giúp ông/bà nộp hồ sơ", "en": "Somebody is helping you apply"},
    {
        "vi": (
            "{helper} đã nhập mã của ông/bà và được điền tờ khai thay ông/bà tại {agency} đến "
            "{until}. Hồ sơ chỉ được nộp khi chính ông/bà đồng ý.\n\nNếu không phải ông/bà đưa mã, "
            "hãy vào tài khoản, mục “Người giúp nộp hồ sơ”, và bấm “Kết thúc ngay”.\n\n{agency}"
        ),
        "en": (
            "{helper} has entered your code and may fill in forms for you at {agency} until "
            "{until}. Nothing is sent unless you agree.\n\nIf you did not give anybody a code, "
            "open your account, “People who help me apply”, and press “End now”.\n\n{agency}"
        ),
    },
    frozenset({"helper", "until"}),
)

PAPER_CHECKED: Final = Notice(
    "mandate_checked",
    {"vi": "Giấy tờ đại diện đã được chấp nhận", "en": "A paper of representation is accepted"},
    {
        "vi": (
            "{agency} đã kiểm tra giấy tờ: {agent} được làm thủ tục thay {principal} tại đây đến "
            "{until}.\n\nXem hoặc chấm dứt tại: {link}\n\n{agency}"
        ),
        "en": (
            "{agency} has checked the paper: {agent} may act for {principal} here until {until}."
            "\n\nSee or end it at: {link}\n\n{agency}"
        ),
    },
    frozenset({"principal", "agent", "until"}),
)
PAPER_REFUSED: Final = Notice(
    "mandate_refused",
    {"vi": "Giấy tờ đại diện chưa được chấp nhận", "en": "A paper of representation is refused"},
    {
        "vi": (
            "Giấy tờ để {agent} làm thủ tục thay {principal} chưa được chấp nhận. Lý do: {reason}"
            "\n\nGửi lại tại: {link}\n\n{agency}"
        ),
        "en": (
            "The paper for {agent} to act for {principal} is not accepted. Reason: {reason}"
            "\n\nSend another at: {link}\n\n{agency}"
        ),
    },
    frozenset({"principal", "agent", "reason"}),
)

NOTICES: Final = (HELP_BEGAN, PAPER_CHECKED, PAPER_REFUSED)
