from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "motcua.notifications.contrib.email"
    label = "notifications_email"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.contrib.email.channel import EmailChannel  # noqa: PLC0415 -- ready
        from motcua.notifications.registry import channels  # noqa: PLC0415 -- app ready

        channels.register(EmailChannel())
