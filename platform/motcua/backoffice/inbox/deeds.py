"""What each act does, and what to tell the officer afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework import api as casework
from motcua.casework.api import CaseMoved, CaseView
from motcua.casework.counter import api as counter
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class Deed:
    """An act about to be done, with its checked form."""

    case: CaseView
    form: Any
    by: Actor
    now: datetime

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = self.form.cleaned_data
        return found

    @property
    def item_id(self) -> UUID:
        found = self.case.row.holder.item_id
        if found is None:
            raise CaseMoved(_("Hồ sơ này không có việc nào đang mở."))
        return found


def decide(deed: Deed) -> str:
    chosen = deed.form.chosen(deed.data["outcome"])
    entry = deed.form.entry()
    with casework.take_pen(by=deed.by, now=deed.now, pin=deed.data.get("pin", "")):
        state = casework.decide(
            work_item_id=deed.item_id,
            outcome=deed.data["outcome"],
            note=deed.data["note"],
            by=deed.by,
            now=deed.now,
            entry=entry.posted,
            files=entry.files,
            attached=entry.attached,
            existing=entry.existing,
        )
    done = _("Đã ghi nhận: %(outcome)s.") % {"outcome": chosen.label}
    return (
        f"{done} {_('Bước tiếp theo: %(step)s.') % {'step': state.step_name}}".strip()
        if (state.step_name)
        else done
    )


def receive(deed: Deed) -> str:
    state = casework.receive_case(
        case_id=deed.case.id,
        outcome=deed.data.get("outcome", ""),
        note=deed.data["note"],
        by=deed.by,
        now=deed.now,
        entry=deed.form.entry(),
    )
    return _("Đã tiếp nhận hồ sơ %(code)s. Giấy tiếp nhận và hẹn trả đã gửi người nộp.") % {
        "code": state.code
    }


def refuse(deed: Deed) -> str:
    casework.refuse_case(
        case_id=deed.case.id, reason=deed.form.full_reason(), by=deed.by, now=deed.now
    )
    return _("Đã từ chối tiếp nhận hồ sơ. Phiếu từ chối đã gửi người nộp.")


def ask(deed: Deed) -> str:
    asked = casework.ask_supplement(
        case_id=deed.case.id,
        items=deed.form.wishes(),
        message=deed.data["message"],
        due_at=deed.form.due_at(),
        by=deed.by,
        now=deed.now,
    )
    return _("Đã gửi yêu cầu bổ sung lần %(number)d. Hồ sơ chờ người nộp.") % {
        "number": asked.sequence
    }


def take_back(deed: Deed) -> str:
    casework.cancel_supplement(
        case_id=deed.case.id, reason=deed.data["reason"], by=deed.by, now=deed.now
    )
    return _("Đã rút lại yêu cầu bổ sung.")


def hand_over(deed: Deed) -> str:
    if deed.data["method"] == "post":
        return _send_by_post(deed)
    casework.hand_over(
        case_id=deed.case.id, recipient=deed.form.recipient(), by=deed.by, now=deed.now
    )
    return _("Đã trả kết quả cho %(name)s.") % {"name": deed.data["name"]}


def _send_by_post(deed: Deed) -> str:
    """It is handed over when the post says so, on the screen of the post."""
    number = counter.send_by_post(
        case_id=deed.case.id,
        to=deed.form.postal_address(),
        code=deed.data["dispatch_code"],
        by=deed.by,
        now=deed.now,
    )
    if number:
        words = _("Đã giao bưu chính theo danh sách %(number)s; hồ sơ chờ bưu chính báo phát.")
        return words % {"number": number}
    return _("Đã đăng ký gửi bưu chính. Ghi mã vận đơn ở màn hình Bưu chính khi giao cho bưu tá.")


def apologise(deed: Deed) -> str:
    casework.apologise(
        case_id=deed.case.id,
        due_at=deed.data["due_at"],
        reason=deed.form.full_reason(with_basis=False),
        legal_basis=deed.data["legal_basis"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã xin lỗi và hẹn lại ngày trả kết quả.")


def pause(deed: Deed) -> str:
    casework.pause_case(
        case_id=deed.case.id,
        reason=deed.data["reason"],
        legal_basis=deed.data["legal_basis"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã tạm dừng tính thời gian.")


def resume(deed: Deed) -> str:
    casework.resume_case(case_id=deed.case.id, by=deed.by, now=deed.now)
    return _("Thời gian giải quyết tiếp tục được tính.")


def stop(deed: Deed) -> str:
    casework.stop_case(
        case_id=deed.case.id,
        reason=deed.form.full_reason(with_basis=False),
        legal_basis=deed.data["legal_basis"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã dừng giải quyết hồ sơ. Thông báo đã gửi người nộp.")


def replace(deed: Deed) -> str:
    with casework.take_pen(by=deed.by, now=deed.now, pin=deed.data.get("pin", "")):
        casework.replace_result(
            case_id=deed.case.id, reason=deed.data["reason"], by=deed.by, now=deed.now
        )
    return _("Đã thu hồi kết quả cũ và cấp lại kết quả mới.")


def claim(deed: Deed) -> str:
    casework.claim_work(work_item_id=deed.item_id, by=deed.by, now=deed.now)
    return _("Bạn đã nhận việc này.")


def delegate(deed: Deed) -> str:
    state = casework.delegate_work(
        work_item_id=deed.item_id,
        staff_id=UUID(deed.data["staff_id"]),
        reason=deed.data["reason"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã chuyển việc “%(step)s” cho đồng nghiệp.") % {"step": state.step_name}


def try_again(deed: Deed) -> str:
    casework.retry_step(work_item_id=deed.item_id, by=deed.by, now=deed.now)
    return _("Hệ thống đang làm lại bước này.")


def release(deed: Deed) -> str:
    casework.release_work(work_item_id=deed.item_id, by=deed.by, now=deed.now)
    return _("Đã trả việc về đơn vị để người khác nhận.")


def assign(deed: Deed) -> str:
    chosen = deed.data["staff_id"]
    state = casework.assign_work(
        work_item_id=deed.item_id,
        staff_id=UUID(chosen) if chosen else None,
        by=deed.by,
        now=deed.now,
    )
    return _("Đã phân công việc “%(step)s”.") % {"step": state.step_name}


def send_again(deed: Deed) -> str:
    for each in deed.case.consults:
        if each.is_unsent:
            casework.send_again(consult_id=each.id, by=deed.by, now=deed.now)
    return _("Đang gửi lại yêu cầu phối hợp.")


def settle(deed: Deed) -> str:
    chosen = deed.form.consult()
    casework.settle_consult(
        consult_id=chosen.id,
        outcome=deed.data["outcome"],
        note=deed.data["note"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã ghi kết quả thay cho %(name)s.") % {"name": chosen.tenant_name}


def transfer(deed: Deed) -> str:
    casework.transfer_case(
        case_id=deed.case.id,
        agency_id=UUID(deed.data["agency_id"]),
        reason=deed.data["reason"],
        legal_basis=deed.data["legal_basis"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã chuyển hồ sơ. Thông báo đã gửi người nộp.")


def reopen(deed: Deed) -> str:
    casework.reopen_case(
        case_id=deed.case.id,
        step_id=deed.data["step_id"],
        reason=deed.data["reason"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã mở lại hồ sơ. Thông báo đã gửi người nộp.")


def mend(deed: Deed) -> str:
    """The form has its page by now: without one it is shown again."""
    casework.propose_mending(
        case_id=deed.case.id,
        field_id=deed.data["field_id"],
        posted=deed.form.page.posted if deed.form.page else {},
        reason=deed.data["reason"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã gửi đề nghị sửa. Thông tin cũ còn nguyên cho tới khi người nộp đồng ý.")


def take_back_mending(deed: Deed) -> str:
    casework.take_back_mending(case_id=deed.case.id, by=deed.by, now=deed.now)
    return _("Đã rút lại đề nghị sửa.")


def refund(deed: Deed) -> str:
    casework.settle_refund(
        case_id=deed.case.id,
        is_paid_back=deed.data["paid_back"] == "yes",
        reason=deed.data["reason"],
        by=deed.by,
        now=deed.now,
    )
    return _("Đã ghi nhận việc hoàn phí. Thông báo đã gửi người nộp.")
