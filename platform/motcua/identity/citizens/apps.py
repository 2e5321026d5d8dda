from typing import Any

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "motcua.identity.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account import signals
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(keep_account, dispatch_uid="motcua.keep_account")
        for signal in (signals.password_changed, signals.password_reset):
            signal.connect(end_after_new_password, dispatch_uid="motcua.sign_outs")


def end_after_new_password(sender: Any, user: Any, **_rest: Any) -> None:
    """Whoever knew the old password is out, at the agencies too. Django ends the sessions here."""
    from django.utils import timezone

    from motcua.identity.citizens.operations.sign_outs import end_relying

    end_relying(account_id=user.pk, now=timezone.now())


def keep_account(sender: Any, request: Any, user: Any, **_rest: Any) -> None:
    """Who signs in within the days of grace wants to keep the account they asked to delete."""
    from django.contrib import messages
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from motcua.identity.citizens.operations.ask_to_close import cancel_closure
    from motcua.identity.models import Account
    from motcua.identity.places import is_public_schema

    if not (isinstance(user, Account) and is_public_schema()):
        return
    if cancel_closure(account_id=user.pk, now=timezone.now()) and hasattr(request, "_messages"):
        messages.success(request, _("Ông/bà đã đăng nhập lại nên yêu cầu xóa tài khoản được hủy."))
