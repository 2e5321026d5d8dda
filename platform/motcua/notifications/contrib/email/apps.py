from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "motcua.notifications.contrib.email"
    label = "notifications_email"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.contrib.email.channel import EmailChannel
        from motcua.notifications.registry import channels

        channels.register(EmailChannel())
