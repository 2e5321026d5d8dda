from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.api import is_tax_code


class ProfileForm(forms.Form):
    legal_name = forms.CharField(label=_("Tên đơn vị trên hóa đơn"), max_length=200)
    tax_code = forms.CharField(
        label=_("Mã số thuế"),
        max_length=14,
        required=False,
        help_text=_("10 số, thêm -001 cho đơn vị trực thuộc. Không có thì để trống."),
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=300)
    email = forms.EmailField(
        label=_("Thư điện tử nhận hóa đơn"), help_text=_("Bộ phận kế toán hoặc văn thư.")
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    is_exempt = forms.BooleanField(
        label=_("Đơn vị được miễn thuế giá trị gia tăng"), required=False
    )
    exempt_basis = forms.CharField(
        label=_("Căn cứ miễn thuế"),
        max_length=200,
        required=False,
        help_text=_("Số văn bản; cần khi chọn miễn thuế."),
    )

    def clean_tax_code(self) -> str:
        code: str = self.cleaned_data["tax_code"].replace(" ", "")
        if code and not is_tax_code(code):
            raise forms.ValidationError(
                _("Mã số thuế không đúng: 10 số, thêm -001 cho đơn vị trực thuộc, hoặc 12 số.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("is_exempt") and not values.get("exempt_basis"):
            self.add_error("exempt_basis", _("Hãy ghi căn cứ miễn thuế."))
        return values
