"""The acts of the action panel, in the order in which they are offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from motcua.backoffice.inbox import deeds, entry_forms, forms, offers, party_forms
from motcua.backoffice.inbox.deeds import Deed
from motcua.backoffice.inbox.supplement import SupplementForm
from motcua.casework.api import CaseView
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class Act:
    """``is_bound``: done to the open work item; a screen that shows an older item is stale.
    ``warning``: what cannot be undone; shown for a second look before it is done."""

    key: str
    label: str | Promise
    form: type[forms.ActForm]
    offered: Callable[[CaseView, Actor], bool]
    run: Callable[[Deed], str]
    title: str | Promise = ""
    about: str | Promise = ""
    warning: str | Promise = ""
    is_bound: bool = True
    is_plain: bool = False


ACTS: Final[Mapping[str, Act]] = {
    act.key: act
    for act in (
        Act(
            "nhan-viec",
            _t("Nhận việc này"),
            forms.NothingForm,
            offers.can_claim,
            deeds.claim,
            is_plain=True,
        ),
        Act(
            "tiep-nhan",
            _t("Tiếp nhận hồ sơ"),
            entry_forms.ReceiveForm,
            offers.can_receive,
            deeds.receive,
        ),
        Act("xu-ly", _t("Ghi kết quả"), entry_forms.DecideForm, offers.can_decide, deeds.decide),
        Act(
            "lam-lai",
            _t("Cho hệ thống làm lại"),
            forms.NothingForm,
            offers.can_try_again,
            deeds.try_again,
            about=_t("Hệ thống không tự làm được bước này; lý do ghi trong quá trình xử lý."),
        ),
        Act(
            "tra-ket-qua",
            _t("Trả kết quả"),
            forms.HandOverForm,
            offers.can_hand_over,
            deeds.hand_over,
            is_bound=False,
        ),
        Act(
            "bo-sung",
            _t("Yêu cầu bổ sung"),
            SupplementForm,
            offers.can_ask,
            deeds.ask,
            about=_t(
                "Đánh dấu từng mục cần bổ sung ở cột hồ sơ và chọn lý do cho từng mục. "
                "Nêu hết trong một lần."
            ),
        ),
        Act(
            "rut-bo-sung",
            _t("Rút lại yêu cầu bổ sung"),
            forms.ReasonForm,
            offers.can_take_back,
            deeds.take_back,
            is_bound=False,
        ),
        Act(
            "tu-choi",
            _t("Từ chối tiếp nhận"),
            forms.PresetForm,
            offers.can_refuse,
            deeds.refuse,
            warning=_t("Hồ sơ kết thúc ở trạng thái “Không được tiếp nhận”, không mở lại được."),
        ),
        Act(
            "xin-loi",
            _t("Xin lỗi và hẹn lại"),
            forms.ApologyForm,
            offers.is_promised,
            deeds.apologise,
            about=_t("Chỉ hẹn lại được trước khi quá hạn. Thư xin lỗi gửi ngay cho người nộp."),
            is_bound=False,
        ),
        Act(
            "tam-dung",
            _t("Tạm dừng tính thời gian"),
            forms.PauseForm,
            offers.can_pause,
            deeds.pause,
            is_bound=False,
        ),
        Act(
            "tiep-tuc",
            _t("Tiếp tục tính thời gian"),
            forms.NothingForm,
            offers.can_resume,
            deeds.resume,
            is_bound=False,
        ),
        Act(
            "dung",
            _t("Dừng giải quyết"),
            forms.StopForm,
            offers.can_stop,
            deeds.stop,
            warning=_t("Hồ sơ kết thúc ở trạng thái “Dừng xử lý”, không mở lại được."),
            is_bound=False,
        ),
        Act(
            "cap-lai",
            _t("Thu hồi và cấp lại kết quả"),
            forms.ReplaceForm,
            offers.can_replace,
            deeds.replace,
            warning=_t(
                "Kết quả đang có hiệu lực sẽ bị thu hồi, trang xác minh báo không còn giá trị."
            ),
            is_bound=False,
        ),
        Act(
            "sua-cau-tra-loi",
            _t("Đề nghị sửa câu trả lời"),
            party_forms.MendForm,
            offers.can_mend,
            deeds.mend,
            about=_t("Người nộp thấy giá trị cũ và mới, rồi đồng ý hoặc không."),
            is_bound=False,
        ),
        Act(
            "rut-de-nghi-sua",
            _t("Rút lại đề nghị sửa"),
            forms.NothingForm,
            offers.can_take_back_mending,
            deeds.take_back_mending,
            is_bound=False,
            is_plain=True,
        ),
        Act(
            "chuyen-co-quan",
            _t("Chuyển cơ quan khác giải quyết"),
            party_forms.TransferForm,
            offers.can_transfer,
            deeds.transfer,
            warning=_t("Việc đang mở được chuyển đi; ngày hẹn trả kết quả không đổi."),
            is_bound=False,
        ),
        Act(
            "mo-lai",
            _t("Mở lại hồ sơ"),
            party_forms.ReopenForm,
            offers.can_reopen,
            deeds.reopen,
            warning=_t("Kết quả đã cấp (nếu có) bị thu hồi; hồ sơ được giải quyết lại."),
            is_bound=False,
        ),
        Act(
            "hoan-phi",
            _t("Ghi việc hoàn phí"),
            party_forms.RefundForm,
            offers.can_refund,
            deeds.refund,
            is_bound=False,
        ),
        Act(
            "gui-lai-phoi-hop",
            _t("Gửi lại yêu cầu phối hợp"),
            forms.NothingForm,
            offers.can_send_again,
            deeds.send_again,
            is_bound=False,
            is_plain=True,
        ),
        Act(
            "ghi-thay",
            _t("Ghi kết quả phối hợp thay"),
            party_forms.SettleForm,
            offers.can_settle,
            deeds.settle,
            about=_t("Khi cơ quan được hỏi đã trả lời bằng giấy hoặc không liên hệ được."),
            is_bound=False,
        ),
        Act(
            "tra-viec",
            _t("Trả việc về đơn vị"),
            forms.NothingForm,
            offers.can_release,
            deeds.release,
            is_plain=True,
        ),
        Act(
            "chuyen-viec",
            _t("Chuyển cho đồng nghiệp"),
            forms.DelegateForm,
            offers.can_release,
            deeds.delegate,
        ),
        Act(
            "phan-cong",
            _t("Giao cho đồng nghiệp"),
            forms.AssignForm,
            offers.can_assign,
            deeds.assign,
        ),
    )
}
PRIMARY: Final = ("tiep-nhan", "xu-ly", "tra-ket-qua")


def offered_acts(case: CaseView, by: Actor) -> list[Act]:
    return [act for act in ACTS.values() if act.offered(case, by)]


def warning_of(act: Act, form: Any, case: CaseView) -> str:
    """What to think about once more before this is done; empty when nothing is lost."""
    if act.key == "bo-sung" and case.row.supplement_count:
        return _("Đây là lần yêu cầu bổ sung thứ hai: hồ sơ sẽ bị tính là trễ hạn khi chấm điểm.")
    if act.key == "xu-ly":
        chosen = form.chosen(form.cleaned_data.get("outcome", ""))
        if chosen is not None and chosen.meaning in ("refuse", "stop"):
            return _("“%(name)s” kết thúc hồ sơ, không mở lại được.") % {"name": chosen.label}
        return ""
    return str(act.warning)
