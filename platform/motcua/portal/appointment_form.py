"""Who comes, and at which of the times offered; with the traps for machines other forms have."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.portal.question_form import TrappedForm


class TimeForm(forms.Form):
    slot = forms.CharField(
        max_length=80, error_messages={"required": _("Chọn một giờ còn chỗ.")}, label=_("Giờ hẹn")
    )

    def clean_slot(self) -> tuple[UUID, datetime]:
        return read_slot(self.cleaned_data["slot"])


class BookingForm(TrappedForm, TimeForm):
    name = forms.CharField(
        label=_("Họ và tên người đến"),
        max_length=100,
        error_messages={"required": _("Ghi họ và tên người sẽ đến.")},
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=25,
        error_messages={"required": _("Ghi số điện thoại.")},
    )
    email = forms.EmailField(label=_("Thư điện tử"), max_length=200, required=False)
    about = forms.CharField(label=_("Mã hồ sơ"), max_length=60, required=False)


def slot_value(opening_id: UUID, starts_at: datetime) -> str:
    return f"{opening_id.hex}.{int(starts_at.timestamp())}"


def read_slot(text: str) -> tuple[UUID, datetime]:
    """Raises ``ValidationError`` for what is none of our values."""
    opening, _dot, seconds = text.partition(".")
    try:
        moment = datetime.fromtimestamp(int(seconds), tz=timezone.get_current_timezone())
        return UUID(hex=opening), moment
    except (ValueError, OverflowError, OSError):
        raise forms.ValidationError(_("Chọn một giờ còn chỗ.")) from None


def initial_of(applicant: Any) -> dict[str, str]:
    if applicant is None:
        return {}
    return {"name": applicant.full_name, "phone": applicant.phone, "email": applicant.email}
