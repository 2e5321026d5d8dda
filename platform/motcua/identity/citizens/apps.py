from typing import Any

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "motcua.identity.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account import signals

        for signal in (signals.password_changed, signals.password_reset):
            signal.connect(end_after_new_password, dispatch_uid="motcua.sign_outs")


def end_after_new_password(sender: Any, user: Any, **_rest: Any) -> None:
    """Whoever knew the old password is out, at the agencies too. Django ends the sessions here."""
    from django.utils import timezone

    from motcua.identity.citizens.operations.sign_outs import end_relying

    end_relying(account_id=user.pk, now=timezone.now())
