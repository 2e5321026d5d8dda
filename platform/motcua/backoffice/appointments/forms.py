"""Forms of who plans a counter. What they cannot know is refused below and shown here."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.appointments.api import OpeningView, OpeningWish, Purpose
from motcua.backoffice.inbox.forms import MomentField

DAYS = (
    _("Thứ hai"), _("Thứ ba"), _("Thứ tư"), _("Thứ năm"), _("Thứ sáu"), _("Thứ bảy"),
    _("Chủ nhật"),
)  # fmt: skip


class PlanForm(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "hen-%s", **kwargs})


class OpeningForm(PlanForm):
    name = forms.CharField(
        label=_("Tên"), max_length=120, help_text=_("Ví dụ: Quầy 1–4, hộ tịch và cư trú.")
    )
    kind = forms.ChoiceField(
        label=_("Loại số người đến sẽ nhận"), help_text=_("Khi đến, người dân vào hàng chờ này.")
    )
    purposes = forms.MultipleChoiceField(
        label=_("Nhận cho việc"),
        required=False,
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn gì: mọi việc."),
    )
    slot_minutes = forms.IntegerField(label=_("Mỗi lượt hẹn dài (phút)"), initial=15)
    capacity = forms.IntegerField(label=_("Số người phục vụ được trong mỗi lượt"), initial=4)
    walk_in_percent = forms.IntegerField(
        label=_("Phần dành cho người chưa đặt lịch (%)"), initial=25
    )
    lead_hours = forms.IntegerField(
        label=_("Đặt trước ít nhất (giờ)"), initial=2, min_value=0, max_value=336
    )
    horizon_days = forms.IntegerField(label=_("Đặt trước nhiều nhất (ngày)"), initial=14)
    early_minutes = forms.IntegerField(label=_("Lấy số sớm nhất trước giờ hẹn (phút)"), initial=30)
    late_minutes = forms.IntegerField(
        label=_("Còn giữ lượt sau giờ hẹn (phút)"),
        initial=15,
        help_text=_("Muộn hơn thì chờ theo lượt thường."),
    )
    is_active = forms.BooleanField(label=_("Đang nhận đặt lịch"), required=False, initial=True)
    services = forms.MultipleChoiceField(
        label=_("Nhận cho dịch vụ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn gì: mọi dịch vụ."),
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        services: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["services"].choices = services  # type: ignore[attr-defined]
        for number, name in enumerate(DAYS):
            self.fields[f"day{number}"] = forms.CharField(
                label=name, max_length=120, required=False
            )

    @property
    def week_fields(self) -> list[forms.BoundField]:
        return [self[f"day{number}"] for number in range(7)]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        apart = {"services", *(f"day{number}" for number in range(7))}
        return [self[name] for name in self.fields if name not in apart]

    def wish(self, agency_id: UUID) -> OpeningWish:
        given = self.cleaned_data
        numbers = (
            "slot_minutes", "capacity", "walk_in_percent", "horizon_days", "early_minutes",
            "late_minutes", "is_active", "name", "purposes",
        )  # fmt: skip
        return OpeningWish(
            agency_id=agency_id,
            kind_id=UUID(given["kind"]),
            service_ids=[UUID(each) for each in given["services"]],
            week=[given[f"day{number}"] for number in range(7)],
            lead_minutes=given["lead_hours"] * 60,
            **{name: given[name] for name in numbers},
        )


def initial_of(opening: OpeningView) -> dict[str, Any]:
    names = (
        "name", "purposes", "slot_minutes", "capacity", "walk_in_percent", "horizon_days",
        "early_minutes", "late_minutes", "is_active",
    )  # fmt: skip
    found = {name: getattr(opening, name) for name in names}
    found |= {"kind": str(opening.kind_id), "services": [str(each) for each in opening.service_ids]}
    found["lead_hours"] = -(-opening.lead_minutes // 60)
    return found | {f"day{number}": text for number, text in enumerate(opening.week)}


class ClosureForm(PlanForm):
    opening = forms.ChoiceField(label=_("Đóng"), required=False)
    since = MomentField(label=_("Từ"))
    until = MomentField(label=_("Đến"))
    reason = forms.CharField(
        label=_("Lý do, như người dân sẽ đọc"),
        max_length=200,
        help_text=_("Ví dụ: cán bộ dự tập huấn."),
    )

    def __init__(self, *args: Any, openings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].choices = [("", _("Mọi giờ nhận đặt lịch của nơi này")), *openings]  # type: ignore[attr-defined]
