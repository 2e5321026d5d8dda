from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "motcua.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.identity.api import account_parts
        from motcua.notifications.operations.leave import NoticesPart

        account_parts.register(NoticesPart())
