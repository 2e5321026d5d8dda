"""allauth's forms with our labels: it has no Vietnamese catalogue."""

import base64
import json
from typing import Any, Final

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.identity.citizens.name_field import NameField
from tenants.urls import platform_url

_LABELS: Final[dict[str, Any]] = {
    "login": _("Thư điện tử"),
    "email": _("Thư điện tử"),
    "full_name": _("Họ và tên"),
    "password": _("Mật khẩu"),
    "password1": _("Mật khẩu"),
    "password2": _("Nhập lại mật khẩu"),
    "oldpassword": _("Mật khẩu hiện tại"),
    "code": _("Mã xác nhận"),
    "name": _("Tên để ông/bà nhận ra, ví dụ: điện thoại của tôi"),
    "phone": _("Số điện thoại di động"),
    "passwordless": _("Đăng nhập chỉ bằng khóa này, không cần mật khẩu"),
}
_NEW_PASSWORD: Final = _("Ít nhất 10 ký tự. Một câu dài dễ nhớ là tốt nhất.")


class _Worded(forms.Form):
    """Labels of ours, and no placeholders: they vanish when they are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.help_text = _NEW_PASSWORD if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_Worded, account.LoginForm):
    pass


class SignupForm(_Worded, account.SignupForm):
    field_order = NameField.field_order

    def try_save(self, request: HttpRequest) -> Any:
        """Stretching a password takes longer than all else: also where an account exists already,
        of which only its owner is told, by mail."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))
        return super().try_save(request)


class RequestLoginCodeForm(_Worded, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(_Worded, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCodeForm(_Worded, account.ConfirmEmailVerificationCodeForm):
    pass


class ResetPasswordForm(_Worded, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(_Worded, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_Worded, account.ChangePasswordForm):
    pass


class SetPasswordForm(_Worded, account.SetPasswordForm):
    pass


class AddEmailForm(_Worded, account.AddEmailForm):
    pass


class ReauthenticateForm(_Worded, account.ReauthenticateForm):
    pass


class MFAAuthenticateForm(_Worded, mfa.AuthenticateForm):
    pass


class MFAReauthenticateForm(_Worded, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(_Worded, totp.ActivateTOTPForm):
    pass


class DeactivateTOTPForm(_Worded, totp.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(_Worded, recovery.GenerateRecoveryCodesForm):
    pass


class _OwnOrigin(forms.Form):
    """What a key signed must have been asked for by a page of the platform itself. The standard
    also takes pages of hosts below it, and those are the agencies'."""

    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]
        if _origin_of(credential) != platform_url(""):
            raise forms.ValidationError(_("Khóa này không dùng được ở đây."))
        checked: Any = getattr(super(), "clean_credential", lambda: credential)()
        return checked


def _origin_of(credential: Any) -> str:
    try:
        written = credential["response"]["clientDataJSON"]
        said = json.loads(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)))
        return str(said["origin"])
    except (KeyError, TypeError, ValueError):
        return ""


class AddPasskeyForm(_Worded, _OwnOrigin, passkeys.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class AuthenticatePasskeyForm(_OwnOrigin, passkeys.AuthenticateWebAuthnForm):
    pass


class LoginPasskeyForm(_OwnOrigin, passkeys.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(_OwnOrigin, passkeys.ReauthenticateWebAuthnForm):
    pass


class RenamePasskeyForm(_Worded, passkeys.EditWebAuthnForm):
    pass


class PhoneForm(_Worded):
    phone = forms.CharField(
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )


class PhoneCodeForm(_Worded):
    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PhoneNameForm(_Worded):
    full_name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
