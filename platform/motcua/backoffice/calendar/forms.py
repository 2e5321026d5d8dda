from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.workflow.api import DueRule, Session, TermUnit

WEEKDAYS = (
    _("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"),
)  # fmt: skip
OFF, WORKING = "off", "working"
_UNITS = (
    (TermUnit.WORKING_DAYS, _("ngày làm việc")),
    (TermUnit.WORKING_HOURS, _("giờ làm việc")),
    (TermUnit.SAME_DAY, _("trong ngày")),
    (TermUnit.CALENDAR_DAYS, _("ngày")),
    (TermUnit.HOURS, _("giờ")),
    (TermUnit.MONTHS, _("tháng")),
)


class DayField(forms.DateField):
    """A date as offices write it, or as the browser's own picker sends it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)


class SessionsField(forms.CharField):
    """``07:00-11:30, 13:30-17:00`` as a list; empty: no work."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, required=False, **options)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        parts = [part.strip() for part in str(value or "").split(",") if part.strip()]
        try:
            return [str(Session.parse(part)) for part in parts]
        except ValueError as broken:
            raise ValidationError(
                _("Viết như 07:00-11:30, 13:30-17:00; để trống nếu nghỉ.")
            ) from broken

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


class WeekForm(forms.Form):
    follows_official_days = forms.BooleanField(
        label=_("Theo danh sách ngày nghỉ, ngày hoán đổi chính thức"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = SessionsField(label=name)

    @property
    def week(self) -> list[list[str]]:
        return [self.cleaned_data[f"day_{number}"] for number in range(7)]

    @property
    def days(self) -> Iterable[forms.BoundField]:
        return [self[f"day_{number}"] for number in range(7)]


class DayForm(forms.Form):
    day = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(
        label=_("Là"), choices=[(OFF, _("Ngày nghỉ")), (WORKING, _("Ngày làm việc, làm bù"))]
    )
    name = forms.CharField(label=_("Lý do, căn cứ"), max_length=200, required=False)
    sessions = SessionsField(
        label=_("Giờ làm việc của riêng ngày này"),
        help_text=_("Ví dụ 07:00-11:30. Để trống: như ngày thường."),
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("kind") == OFF and chosen.get("sessions"):
            self.add_error("sessions", _("Ngày nghỉ không có giờ làm việc."))
        return chosen


class ImportForm(forms.Form):
    lines = forms.CharField(
        label=_("Danh sách ngày"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_(
            "Mỗi dòng: ngày; nghỉ hoặc làm bù; lý do; giờ làm việc (nếu khác ngày thường)."
        ),
    )
    replace = forms.BooleanField(
        label=_("Bỏ các ngày đã nhập trước đây của năm này"), required=False
    )


class DueForm(forms.Form):
    """The question "what would this due date be?"."""

    received_on = DayField(label=_("Tiếp nhận ngày"))
    received_time = forms.TimeField(
        label=_("lúc"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    amount = forms.IntegerField(label=_("Thời hạn"), min_value=1, max_value=3_650, initial=3)
    unit = forms.ChoiceField(label=_("Đơn vị"), choices=_UNITS)
    cut_off = forms.TimeField(
        label=_("Giờ chốt trong ngày"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Chỉ dùng cho thủ tục trả trong ngày."),
    )

    def rule(self) -> DueRule:
        """Raises ``TermInvalid``."""
        chosen = self.cleaned_data
        cut = chosen["cut_off"]
        minutes = cut.hour * 60 + cut.minute if cut else 15 * 60
        return DueRule(TermUnit(chosen["unit"]), amount=chosen["amount"], cut_off=minutes)
