"""What to print, and of which period."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.api import PaperKind
from motcua.identity.api import list_agencies

FIRST_YEAR: Final = 2020
_DAYS: Final = 366
FORMATS: Final = [("pdf", gettext_lazy("PDF để in, lưu trữ")), ("xlsx", gettext_lazy("Bảng tính"))]


class BookForm(forms.Form):
    """Asked with GET, so that a register has an address."""

    use_required_attribute = False
    agency = forms.ChoiceField(label=gettext_lazy("Đơn vị tiếp nhận"), required=False)
    kind_of_file = forms.ChoiceField(
        label=gettext_lazy("Dạng tệp"), choices=FORMATS, widget=forms.RadioSelect, initial="pdf"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.prefix_of()}-%s", **kwargs})
        choices = [(str(each.id), each.name) for each in list_agencies()]
        field: Any = self.fields["agency"]
        field.choices = [("", _("Tất cả đơn vị bạn được xem")), *choices]

    @staticmethod
    def prefix_of() -> str:
        return "so"

    @property
    def agency_id(self) -> UUID | None:
        chosen = self.cleaned_data["agency"]
        return UUID(chosen) if chosen else None


class RegisterForm(BookForm):
    since = forms.DateField(
        label=gettext_lazy("Tiếp nhận từ ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["since", "until", "agency", "kind_of_file"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if isinstance(since, date) and isinstance(until, date):
            if until < since:
                self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
            elif (until - since).days > _DAYS:
                self.add_error("until", _("Mỗi lần xuất nhiều nhất một năm."))
        return data


class NumberForm(BookForm):
    kind = forms.ChoiceField(label=gettext_lazy("Loại giấy tờ"), choices=PaperKind.choices)
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=FIRST_YEAR, max_value=2100)
    field_order = ["kind", "year", "agency", "kind_of_file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        # A number belongs to one unit's register.
        field.choices = field.choices[1:]
        field.required = True

    @staticmethod
    def prefix_of() -> str:
        return "so-van-thu"
