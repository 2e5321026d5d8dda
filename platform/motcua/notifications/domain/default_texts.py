"""The words of every notice where the tenant has not written its own.

Only code, state and link: never what somebody applied with (domain reference 7.4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from motcua.kernel.i18n import I18nText

# What every notice may mention. ``agency`` is filled in by itself, ``link`` made absolute.
COMMON: Final = frozenset({"code", "service", "agency", "link", "state", "name"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of notice. ``extra``: placeholders beyond the common ones."""

    key: str
    subject: I18nText
    body: I18nText
    extra: frozenset[str] = frozenset()

    @property
    def placeholders(self) -> frozenset[str]:
        return COMMON | self.extra


def notices_ending(vi_end: str, en_end: str) -> Callable[..., Notice]:
    """A maker of notices that all end so: ``make(key, vi, en, *extra)``, each language with its
    subject and its text."""

    def make(key: str, vi: tuple[str, str], en: tuple[str, str], *extra: str) -> Notice:
        body = {"vi": vi[1] + vi_end, "en": en[1] + en_end}
        return Notice(key, {"vi": vi[0], "en": en[0]}, body, frozenset(extra))

    return make


DOSSIER_ENDS: Final = (
    "\n\nXem hồ sơ tại: {link}\n\n{agency}",
    "\n\nSee the dossier at: {link}\n\n{agency}",
)
_notice: Final = notices_ending(*DOSSIER_ENDS)
_work_notice: Final = notices_ending("\n\nMở việc tại: {link}", "\n\nOpen it at: {link}")

DEFAULT_NOTICES: Final = (
    _notice(
        "submitted",
        (
            "Đã nhận hồ sơ {code}",
            (
                "Chúng tôi đã nhận được hồ sơ {code} của ông/bà về thủ tục {service}. Bộ phận một "
                "cửa sẽ kiểm tra và báo kết quả tiếp nhận."
            ),
        ),
        (
            "Dossier {code} has arrived",
            (
                "Your dossier {code} for {service} has arrived. The one-stop desk will check it "
                "and tell you whether it is accepted."
            ),
        ),
    ),
    _notice(
        "received",
        (
            "Hồ sơ {code} đã được tiếp nhận",
            "Hồ sơ {code} về thủ tục {service} đã được tiếp nhận. Ngày hẹn trả kết quả: {due}.",
        ),
        (
            "Dossier {code} is accepted",
            "Dossier {code} for {service} is accepted. The result is due on {due}.",
        ),
        "due",
    ),
    _notice(
        "refused",
        (
            "Hồ sơ {code} chưa được tiếp nhận",
            "Hồ sơ {code} về thủ tục {service} không được tiếp nhận. Lý do được ghi trong hồ sơ.",
        ),
        (
            "Dossier {code} is not accepted",
            "Dossier {code} for {service} could not be accepted. The dossier says why.",
        ),
    ),
    _notice(
        "supplement_asked",
        (
            "Hồ sơ {code} cần bổ sung",
            (
                "Hồ sơ {code} về thủ tục {service} cần được bổ sung trước {due}. Những nội dung "
                "cần bổ sung được ghi trong hồ sơ."
            ),
        ),
        (
            "Dossier {code} needs more",
            (
                "Dossier {code} for {service} needs to be supplemented by {due}. The dossier says "
                "what is missing."
            ),
        ),
        "due",
    ),
    _notice(
        "fee_due",
        (
            "Hồ sơ {code}: cần nộp {amount}",
            "Hồ sơ {code} về thủ tục {service} có khoản phí, lệ phí phải nộp: {amount}.",
        ),
        (
            "Dossier {code}: {amount} to pay",
            "Dossier {code} for {service} has fees to pay: {amount}.",
        ),
        "amount",
    ),
    _notice(
        "paid",
        (
            "Hồ sơ {code}: đã nhận {amount}",
            "Chúng tôi đã nhận {amount} cho hồ sơ {code}. Số biên lai: {receipt}.",
        ),
        (
            "Dossier {code}: {amount} received",
            "We have received {amount} for dossier {code}. Receipt number: {receipt}.",
        ),
        "amount",
        "receipt",
    ),
    _notice(
        "step_moved",
        (
            "Hồ sơ {code}: {step}",
            "Hồ sơ {code} về thủ tục {service} đã chuyển sang bước: {step}.",
        ),
        (
            "Dossier {code}: {step}",
            "Dossier {code} for {service} has moved on to: {step}.",
        ),
        "step",
    ),
    _notice(
        "result_ready",
        (
            "Hồ sơ {code} đã có kết quả",
            "Hồ sơ {code} về thủ tục {service} đã có kết quả.",
        ),
        (
            "The result of dossier {code} is ready",
            "Dossier {code} for {service} has a result.",
        ),
    ),
    _notice(
        "late_apology",
        (
            "Xin lỗi vì hồ sơ {code} chậm hẹn",
            (
                "Hồ sơ {code} về thủ tục {service} chưa giải quyết xong đúng hẹn. Chúng tôi xin "
                "lỗi ông/bà và hẹn lại ngày trả kết quả: {due}."
            ),
        ),
        (
            "We are sorry: dossier {code} is late",
            (
                "Dossier {code} for {service} was not finished in time. We apologise. The new date "
                "is {due}."
            ),
        ),
        "due",
    ),
    _notice(
        "withdrawn",
        (
            "Hồ sơ {code} đã được rút",
            "Hồ sơ {code} về thủ tục {service} đã được rút theo yêu cầu của ông/bà.",
        ),
        (
            "Dossier {code} is withdrawn",
            "Dossier {code} for {service} was withdrawn as you asked.",
        ),
    ),
    _work_notice(
        "staff_work_item",
        (
            "Việc mới: {step}, hồ sơ {code}",
            "Hồ sơ {code} đang chờ ở bước {step}. Hạn xử lý: {due}.",
        ),
        (
            "New work: {step}, dossier {code}",
            "Dossier {code} waits at {step}. Due: {due}.",
        ),
        "step",
        "due",
    ),
)
