"""allauth's account flows in our words and with our accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.identity.citizens.operations.create_citizen import username_of
from motcua.identity.citizens.operations.identities import register_person
from motcua.identity.models import Account
from motcua.identity.places import is_public_schema


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đã bị khoá."),
        "cannot_remove_primary_email": _("Không thể bỏ thư điện tử chính."),
        "duplicate_email": _("Thư điện tử này đã có trong tài khoản của bạn."),
        "email_password_mismatch": _("Thư điện tử hoặc mật khẩu không đúng."),
        "email_taken": _("Thư điện tử này đã có tài khoản. Hãy đăng nhập."),
        "enter_current_password": _("Hãy nhập mật khẩu hiện tại."),
        "incorrect_code": _("Mã không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_or_expired_key": _("Liên kết không đúng hoặc đã hết hạn."),
        "invalid_login": _("Thông tin đăng nhập không đúng."),
        "invalid_password_reset": _("Liên kết đặt lại mật khẩu không đúng hoặc đã hết hạn."),
        "rate_limited": _("Bạn đã thử quá nhiều lần. Vui lòng đợi rồi thử lại."),
        "same_as_current": _("Giá trị mới phải khác giá trị hiện tại."),
        "too_many_login_attempts": _(
            "Bạn đã nhập sai quá nhiều lần. Vui lòng đợi 5 phút rồi thử lại."
        ),
        "unknown_email": _("Thư điện tử này chưa có tài khoản."),
        "unverified_primary_email": _("Bạn cần xác nhận thư điện tử chính trước."),
        "select_only_one": _("Chỉ chọn một mục."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Inside a tenant there is nothing to sign up for: its accounts are those of staff."""
        return is_public_schema()

    def new_user(self, request: HttpRequest) -> Account:
        account = Account()
        account.username = username_of(account)
        return account

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Set by ``new_user``."""

    def save_user(
        self,
        request: HttpRequest,
        user: Any,
        form: Any,
        commit: bool = True,
    ) -> Any:
        user.full_name = form.cleaned_data["full_name"]
        saved = super().save_user(request, user, form, commit=commit)
        if commit:
            register_person(account=saved, full_name=saved.full_name)
        return saved

    def format_email_subject(self, subject: Any) -> str:
        """No prefix: the subject says it all, and a host name from the request is not ours."""
        return str(subject)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("identity_account")
