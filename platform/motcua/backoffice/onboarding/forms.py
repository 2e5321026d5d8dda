import re
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.domain.codes import format_code
from motcua.identity.api import AgencyView
from motcua.kernel.errors import DomainError

_HEX: Final = re.compile(r"^#[0-9a-fA-F]{6}$")
_EMBLEMS: Final = (
    ("province", _("Tỉnh, thành phố")),
    ("ministry", _("Bộ, cơ quan ngang bộ")),
    ("agency", _("Cơ quan khác")),
)
_KINDS: Final = (
    ("commune", _("Xã, phường, đặc khu")),
    ("department", _("Sở, ban, ngành")),
    ("centre", _("Trung tâm phục vụ hành chính công")),
    ("division", _("Phòng, bộ phận")),
    ("bureau", _("Cục, vụ, đơn vị")),
    ("province", _("Ủy ban nhân dân tỉnh")),
    ("ministry", _("Bộ")),
)


class IdentityForm(forms.Form):
    short_name = forms.CharField(label=_("Tên gọi ngắn ở đầu trang"), max_length=80)
    emblem = forms.ChoiceField(label=_("Biểu trưng"), choices=_EMBLEMS)
    brand = forms.CharField(
        label=_("Màu chính"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("Màu quá nhạt được tự làm đậm để chữ trắng trên nền vẫn đọc được."),
    )
    accent = forms.CharField(
        label=_("Màu đường dẫn"), widget=forms.TextInput(attrs={"type": "color"})
    )
    agency_code = forms.RegexField(
        r"^[A-Za-z0-9.]{2,30}$", label=_("Mã định danh cơ quan"), help_text=_("Ví dụ H36.")
    )
    dossier_pattern = forms.CharField(
        label=_("Mẫu mã hồ sơ"),
        max_length=80,
        help_text=_("Ví dụ {agency}-{yymmdd}-{number:04d} cho H36-260615-0001."),
    )

    def clean_brand(self) -> str:
        return self._colour("brand")

    def clean_accent(self) -> str:
        return self._colour("accent")

    def clean_dossier_pattern(self) -> str:
        pattern: str = self.cleaned_data["dossier_pattern"]
        try:
            format_code(pattern=pattern, agency="H36", day=date(2026, 6, 15), number=1)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error
        return pattern

    def _colour(self, name: str) -> str:
        value: str = self.cleaned_data[name]
        if not _HEX.match(value):
            raise forms.ValidationError(_("Hãy chọn một màu."))
        return value.lower()


class UnitForm(forms.Form):
    code = forms.RegexField(r"^[A-Za-z0-9.\-]{1,40}$", label=_("Mã đơn vị"))
    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=_KINDS)
    parent_code = forms.ChoiceField(label=_("Cấp trên"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    is_reception_point = forms.BooleanField(label=_("Tiếp nhận hồ sơ tại đây"), required=False)

    def __init__(self, *args: Any, agencies: list[AgencyView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Không có")), *((each.code, each.name) for each in agencies)]
        self.fields["parent_code"].choices = choices  # type: ignore[attr-defined]


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp CSV hoặc XLSX"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )


class ExportForm(forms.Form):
    passphrase = forms.CharField(
        label=_("Mật khẩu của tệp"),
        strip=False,
        max_length=200,
        help_text=_("Ít nhất 12 ký tự. Hãy cất giữ ở nơi khác với tệp."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
