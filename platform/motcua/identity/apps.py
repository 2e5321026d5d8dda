from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "motcua.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from motcua.identity.sessions import forget_account_sign_in, note_account_sign_in

        user_logged_in.connect(note_account_sign_in, dispatch_uid="motcua.sessions")
        user_logged_out.connect(forget_account_sign_in, dispatch_uid="motcua.sessions")
