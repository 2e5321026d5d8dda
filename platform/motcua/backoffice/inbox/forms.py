"""Forms of the action panel. What they cannot know is refused by ``casework`` and shown here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.inbox import reasons
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.casework.counter import api as counter
from motcua.identity.api import list_staff
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError

FORM_ID: Final = "viec"
_MOST_WORDS: Final = 4_000


class ActForm(forms.Form):
    """Knows the dossier and who acts. ``confirmed`` comes from the second look."""

    use_required_attribute = False

    def __init__(self, *args: Any, case: CaseView, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "viec-%s", **kwargs})
        self.case, self.by = case, by
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the dossier."""

    def carried(self) -> list[tuple[str, str]]:
        """Hidden inputs that the second look needs besides what was posted."""
        return []

    def explains(self, error: DomainError) -> bool:
        """Put a refusal beside several inputs; false when it names one or none."""
        return False

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        """Wrong places of a page inside the form: the input, and what is wrong with it."""
        return ()

    @property
    def stays(self) -> bool:
        """The form is to be shown again without being wrong."""
        return False

    def typed(self) -> list[tuple[str, str]]:
        """What the officer entered, for showing it back when the form is gone."""
        shown = []
        for field in self.visible_fields():
            value = field.value()
            if field.name != "pin" and isinstance(value, str) and value.strip():
                choices = dict(getattr(field.field, "choices", ()))
                shown.append((str(field.label), str(choices.get(value, value))))
        return shown


def words(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 3) -> Any:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=_MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": gettext_lazy("Hãy nêu lý do.")},
    )


class NothingForm(ActForm):
    """An act that needs no more than its button."""


class ReasonForm(ActForm):
    reason = words(gettext_lazy("Lý do"))


class PauseForm(ReasonForm):
    legal_basis = forms.CharField(
        label=gettext_lazy("Căn cứ pháp lý"),
        max_length=300,
        help_text=gettext_lazy("Điều, khoản của văn bản cho phép không tính thời gian này."),
        error_messages={"required": gettext_lazy("Hãy ghi căn cứ pháp lý.")},
    )


class PresetForm(ActForm):
    """A preset or one's own words, at least one of them; and the law."""

    presets: reasons.Words = reasons.REFUSALS
    preset = forms.ChoiceField(label=gettext_lazy("Lý do thường gặp"), required=False)
    reason = words(
        gettext_lazy("Giải thích cụ thể"),
        required=False,
        help_text=gettext_lazy("Người nộp đọc được nguyên văn. Viết rõ, dễ hiểu."),
        rows=4,
    )
    legal_basis = forms.ChoiceField(label=gettext_lazy("Căn cứ pháp lý"), required=False)

    def prepare(self) -> None:
        self._offer("preset", [(key, str(text)) for key, text in self.presets.items()])
        self._offer("legal_basis", [(basis, basis) for basis in reasons.legal_bases(self.case)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("preset") and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Hãy chọn một lý do hoặc tự ghi lý do."))
        return data

    def full_reason(self, *, with_basis: bool = True) -> str:
        data = self.cleaned_data
        basis = data["legal_basis"] if with_basis else ""
        return reasons.compose(data["preset"], data["reason"], basis, self.presets)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = [("", _("– Chọn –")), *choices]  # type: ignore[attr-defined]


class StopForm(PresetForm):
    presets = reasons.STOPS


def pin_field() -> Any:
    return forms.CharField(
        label=gettext_lazy("Mã PIN ký số"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Phê duyệt là ký: nhập mã PIN của chứng thư số của bạn."),
    )


class ReplaceForm(ReasonForm):
    """A new result is signed by whoever issues it."""

    pin = pin_field()

    def prepare(self) -> None:
        if not casework.pin_needed(self.by, now=timezone.now()):
            del self.fields["pin"]


class AssignForm(ActForm):
    staff_id = forms.ChoiceField(label=gettext_lazy("Giao cho"), required=False)

    def prepare(self) -> None:
        holder = self.case.row.holder
        people = list_staff(role=holder.role, agency_id=holder.agency_id) if holder.role else []
        if not people:  # nobody is left who holds the role: whoever works there may be given it
            people = list_staff(agency_id=holder.agency_id)
            self.fields["staff_id"].help_text = _(
                "Không còn ai giữ vai trò của bước này. Có thể giao cho người khác trong đơn vị; "
                "người đó phải có quyền làm loại việc này."
            )
        named = [
            (str(one.id), f"{one.full_name} ({one.title})" if one.title else one.full_name)
            for one in people
        ]
        field = self.fields["staff_id"]
        field.choices = [("", _("Không giao riêng ai")), *named]  # type: ignore[attr-defined]
        field.initial = str(holder.assignee_id or "")


class DelegateForm(ActForm):
    staff_id = forms.ChoiceField(
        label=gettext_lazy("Chuyển cho"),
        error_messages={"required": gettext_lazy("Hãy chọn một đồng nghiệp.")},
    )
    reason = words(gettext_lazy("Lý do"), rows=2)

    def prepare(self) -> None:
        holder = self.case.row.holder
        people = list_staff(role=holder.role, agency_id=holder.agency_id) if holder.role else []
        named = [
            (str(one.id), f"{one.full_name} ({one.title})" if one.title else one.full_name)
            for one in people
            if one.id != holder.assignee_id
        ]
        self.fields["staff_id"].choices = [("", _("– Chọn –")), *named]  # type: ignore[attr-defined]


class MomentField(forms.SplitDateTimeField):
    """A day and an hour, typed or picked by the browser."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
        )
        problems = {
            "required": gettext_lazy("Hãy nhập ngày và giờ."),
            "invalid_date": gettext_lazy("Ngày không đúng. Ví dụ: 15/06/2026."),
            "invalid_time": gettext_lazy("Giờ không đúng. Ví dụ: 16:30."),
        }
        super().__init__(
            widget=widget,
            error_messages=problems,
            input_date_formats=["%Y-%m-%d", "%d/%m/%Y"],
            input_time_formats=["%H:%M", "%H:%M:%S"],
            **kwargs,
        )


class ApologyForm(PresetForm):
    presets = reasons.DELAYS
    due_at = MomentField(label=gettext_lazy("Hẹn lại trả kết quả lúc"))
    field_order = ("due_at", "preset", "reason", "legal_basis")

    def clean_due_at(self) -> datetime:
        due: datetime = self.cleaned_data["due_at"]
        before = self.case.row.due_at
        if before is not None and due <= before:
            promised = timezone.localtime(before).strftime("%H:%M %d/%m/%Y")
            raise forms.ValidationError(
                _("Ngày hẹn mới phải sau ngày đã hẹn (%(due)s).") % {"due": promised}
            )
        return due


class HandOverForm(ActForm):
    name = forms.CharField(
        label=gettext_lazy("Họ tên người nhận"),
        max_length=200,
        error_messages={"required": gettext_lazy("Hãy ghi họ tên người nhận.")},
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Cách trả"),
        help_text=gettext_lazy("Qua bưu chính: hồ sơ hoàn tất khi bưu chính báo đã phát."),
        widget=forms.RadioSelect,
        choices=[
            ("counter", gettext_lazy("Tại quầy")),
            ("post", gettext_lazy("Qua bưu chính")),
            ("online", gettext_lazy("Bản điện tử")),
        ],
        initial="counter",
    )
    number = forms.CharField(
        label=gettext_lazy("Số giấy tờ tùy thân đã xuất trình"),
        help_text=gettext_lazy("Khi trả tại quầy. Chỉ lưu ba số cuối."),
        max_length=20,
        required=False,
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Người nhận là"),
        required=False,
        choices=[
            ("self", gettext_lazy("Chính người có tên trên hồ sơ")),
            ("authorised", gettext_lazy("Người được ủy quyền")),
            ("family", gettext_lazy("Người thân")),
        ],
    )
    authorisation = forms.CharField(
        label=gettext_lazy("Giấy ủy quyền hoặc giấy tờ chứng minh quan hệ (số, ngày)"),
        max_length=200,
        required=False,
    )
    checked = forms.BooleanField(
        label=gettext_lazy("Đã đối chiếu giấy tờ tùy thân với người nhận"), required=False
    )
    signed = forms.BooleanField(
        label=gettext_lazy("Người nhận đã ký vào sổ hoặc giấy giao nhận"), required=False
    )
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại người nhận (khi gửi bưu chính)"),
        max_length=30,
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ nhận (khi gửi bưu chính)"), max_length=300, required=False
    )
    dispatch_code = forms.CharField(
        label=gettext_lazy("Mã vận đơn bưu chính"),
        help_text=gettext_lazy("Chưa có mã thì để trống; ghi sau khi giao cho bưu tá."),
        max_length=60,
        required=False,
    )

    def prepare(self) -> None:
        receiver = self.case.receiver
        self.fields["name"].initial = receiver.name or self.case.submitter.name
        for name in ("phone", "address"):
            self.fields[name].initial = receiver.details.get(name, "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("method") == "counter":
            if not data.get("number"):
                self.add_error("number", _("Hãy ghi số giấy tờ người nhận xuất trình."))
            if not data.get("checked"):
                self.add_error("checked", _("Hãy đối chiếu giấy tờ trước khi trả kết quả."))
            if data.get("relation") not in ("", "self") and not data.get("authorisation"):
                self.add_error("authorisation", _("Hãy ghi giấy tờ người nhận hộ xuất trình."))
        if data.get("method") == "post":
            if not data.get("phone"):
                self.add_error("phone", _("Hãy ghi số điện thoại người nhận."))
            if not data.get("address"):
                self.add_error("address", _("Hãy ghi địa chỉ nhận."))
        return data

    def postal_address(self) -> counter.Address:
        data = self.cleaned_data
        return counter.Address(data["name"], data["phone"], data["address"])

    def recipient(self) -> casework.Recipient:
        data = self.cleaned_data
        return casework.Recipient(
            data["name"],
            data["method"],
            data["number"],
            relation=data["relation"] or "self",
            authorisation=data["authorisation"],
            signed=data["signed"],
        )
