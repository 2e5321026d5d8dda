"""Forms of the counter. What they cannot know is refused below and shown here."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.api import REASON_CODES
from motcua.casework.counter.api import PaperForm
from motcua.identity.api import WalkIn

_NUMBER: Final = re.compile(r"[0-9A-Za-z]{6,20}")
_DAY: Final = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


class CounterForm(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "quay-%s", **kwargs})


def line(label: Any, *, required: bool = True, words: Any = "", **more: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", **more.pop("attrs", {})}
    return forms.CharField(
        label=label,
        required=required,
        error_messages={"required": words},
        widget=forms.TextInput(attrs=attrs),
        **{"max_length": 200, **more},
    )


class PersonForm(CounterForm):
    """The person as their paper names them. Browsers are asked to remember nothing of it."""

    personal_number = line(
        gettext_lazy("Số định danh cá nhân (hoặc số hộ chiếu)"),
        words=gettext_lazy("Hãy ghi số giấy tờ."),
        attrs={"inputmode": "numeric"},
    )
    full_name = line(gettext_lazy("Họ và tên"), words=gettext_lazy("Hãy ghi họ và tên."))
    birth_date = line(
        gettext_lazy("Ngày sinh"),
        required=False,
        help_text=gettext_lazy("Ví dụ: 15/06/1990. Chỉ biết năm thì ghi năm."),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"),
        required=False,
        choices=[("", "–"), ("male", gettext_lazy("Nam")), ("female", gettext_lazy("Nữ"))],
    )
    phone = line(gettext_lazy("Điện thoại"), required=False, attrs={"inputmode": "tel"})
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        help_text=gettext_lazy("Để gửi mã xác nhận và tin về hồ sơ. Không có thì để trống."),
        error_messages={"invalid": gettext_lazy("Địa chỉ thư không đúng.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    address = line(gettext_lazy("Nơi cư trú"), required=False, max_length=300)
    checked = forms.BooleanField(
        label=gettext_lazy("Tôi đã đối chiếu giấy tờ tùy thân của người này"),
        error_messages={"required": gettext_lazy("Hãy đối chiếu giấy tờ tùy thân trước.")},
    )

    def clean_personal_number(self) -> str:
        return clean_number(self.cleaned_data["personal_number"])

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())

    def clean_birth_date(self) -> str:
        given = self.cleaned_data["birth_date"].strip()
        found = _DAY.fullmatch(given)
        if given and found is None:
            raise forms.ValidationError(_("Ngày không đúng. Ví dụ: 15/06/1990."))
        if found is None:
            return ""
        day, month, year = found.groups()
        if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31:
            raise forms.ValidationError(_("Ngày không đúng. Ví dụ: 15/06/1990."))
        return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])

    def person(self) -> WalkIn:
        names = ("full_name", "personal_number", "birth_date", "sex", "phone", "email", "address")
        return WalkIn(**{name: str(self.cleaned_data[name]).strip() for name in names})


def clean_number(given: str) -> str:
    """The number without blanks. Raises ``ValidationError``."""
    number = "".join(given.split()).replace(".", "").upper()
    if not _NUMBER.fullmatch(number) or (number.isdigit() and len(number) not in (9, 12)):
        raise forms.ValidationError(
            _("Số không đúng: số định danh có 12 chữ số, số hộ chiếu từ 6 ký tự.")
        )
    return number


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ScanField(forms.FileField):
    """Any number of files, none included; ``files`` judges each."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ScanField, self).clean(each, initial) for each in given]


class ComponentForm(CounterForm):
    component = forms.CharField(widget=forms.HiddenInput, max_length=80)
    paper_form = forms.TypedChoiceField(
        label=gettext_lazy("Giấy tờ nhận được"),
        coerce=int,
        choices=[(form.value, form.label) for form in PaperForm],
    )
    scans = ScanField(
        label=gettext_lazy("Bản quét (PDF, JPG, PNG)"),
        required=False,
        help_text=gettext_lazy("Chọn nhiều trang cùng lúc; ghép thành một tệp PDF."),
    )
    source = line(
        gettext_lazy("Hoặc mã hồ sơ đã có kết quả thay giấy tờ này"), required=False, max_length=60
    )


class PostForm(CounterForm):
    name = line(gettext_lazy("Họ tên người nhận"), words=gettext_lazy("Hãy ghi họ tên người nhận."))
    phone = line(
        gettext_lazy("Điện thoại người nhận"),
        words=gettext_lazy("Hãy ghi số điện thoại người nhận."),
        max_length=30,
    )
    address = line(
        gettext_lazy("Địa chỉ nhận"), words=gettext_lazy("Hãy ghi địa chỉ nhận."), max_length=300
    )


class ReasonForm(CounterForm):
    reason_code = forms.ChoiceField(label=gettext_lazy("Nhóm lý do"))
    text = forms.CharField(
        label=gettext_lazy("Lý do, như người dân sẽ đọc"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do.")},
    )
    legal_basis = line(
        gettext_lazy("Căn cứ pháp lý"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Ví dụ: khoản 2 Điều 16 Luật Hộ tịch."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("Đang dùng"), required=False, initial=True)

    def __init__(self, *args: Any, labels: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason_code"]
        field.choices = [(key, labels[key]) for key in REASON_CODES]  # type: ignore[attr-defined]


class KindForm(CounterForm):
    code = line(
        gettext_lazy("Ký hiệu"), words=gettext_lazy("Hãy chọn ký hiệu, ví dụ: A."), max_length=2
    )
    name = line(
        gettext_lazy("Tên loại số"), words=gettext_lazy("Hãy đặt tên loại số."), max_length=120
    )
