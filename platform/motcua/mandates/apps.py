from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "motcua.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.mandates.operations.telling import NOTICES
        from motcua.notifications.api import notices

        for notice in NOTICES:
            notices.register(notice)
