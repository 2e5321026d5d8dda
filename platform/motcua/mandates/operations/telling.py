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

NOTICES: Final = (HELP_BEGAN,)
