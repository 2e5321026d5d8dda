"""allauth's account flows in our words and with our accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.identity import sign_in_guard
from motcua.identity.citizens.operations.create_citizen import username_of
from motcua.identity.citizens.operations.identities import register_person
from motcua.identity.models import Account
from motcua.identity.places import is_public_schema
from motcua.kernel.errors import TooMany


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đã bị khóa."),
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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Besides allauth's counts, which are lost with the cache: the lock in the database."""
        super().pre_authenticate(request, **credentials)
        try:
            sign_in_guard.refuse_if_locked(username=_lock_name(credentials), now=timezone.now())
        except TooMany as error:
            raise self.validation_error("too_many_login_attempts") from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        account = super().authenticate(request, **credentials)
        if account is not None:
            sign_in_guard.note_success(username=_lock_name(credentials))
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        sign_in_guard.note_failure(username=_lock_name(credentials), now=timezone.now())

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


def _lock_name(credentials: dict[str, Any]) -> str:
    """Apart from the user names of operators, which are locked in the same table. Empty, and
    never locked, for an account without an address."""
    email = credentials.get("email")
    return f"mail:{email}" if email else ""
