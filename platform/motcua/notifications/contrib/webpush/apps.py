from django.apps import AppConfig


class WebPushConfig(AppConfig):
    name = "motcua.notifications.contrib.webpush"
    label = "notifications_webpush"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.contrib.webpush.channel import WebPushChannel
        from motcua.notifications.registry import channels

        channels.register(WebPushChannel())
