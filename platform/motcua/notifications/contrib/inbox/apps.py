from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "motcua.notifications.contrib.inbox"
    label = "notifications_inbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.contrib.inbox.channel import InboxChannel
        from motcua.notifications.registry import channels

        channels.register(InboxChannel())
