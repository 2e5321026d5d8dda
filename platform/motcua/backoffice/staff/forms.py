"""Forms about people who work here. Who may see them is decided in the views."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.identity.api import ROLES, AgencyView

WHOLE_TENANT = ""


def _agency_choices(agencies: list[AgencyView], empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((each.code, f"{each.name} ({each.code})") for each in agencies)]


class PersonForm(forms.Form):
    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    title = forms.CharField(label=_("Chức danh"), max_length=120, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    agency_code = forms.ChoiceField(label=_("Đơn vị công tác"), required=False)

    def __init__(self, *args: Any, agencies: list[AgencyView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = _agency_choices(agencies, _("Chưa xếp đơn vị"))
        self.fields["agency_code"].choices = choices  # type: ignore[attr-defined]


class NewPersonForm(PersonForm):
    field_order = ["username", "full_name"]
    username = forms.SlugField(
        label=_("Tên đăng nhập"),
        max_length=150,
        help_text=_("Chữ không dấu, số và gạch nối. Không đổi được về sau."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Vai trò"))
    agency_code = forms.ChoiceField(label=_("Tại đơn vị"), required=False)

    def __init__(self, *args: Any, agencies: list[AgencyView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.key, role.label) for role in ROLES.values()]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        choices = _agency_choices(agencies, _("Toàn cơ quan"))
        self.fields["agency_code"].choices = choices  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Ít nhất 10 ký tự. Một câu dài dễ nhớ tốt hơn một từ khó."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", _("Hai lần nhập không giống nhau."))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã sáu chữ số trong ứng dụng xác thực"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
