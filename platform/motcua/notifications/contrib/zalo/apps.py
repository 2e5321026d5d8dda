from django.apps import AppConfig


class ZaloConfig(AppConfig):
    name = "motcua.notifications.contrib.zalo"
    label = "notifications_zalo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.contrib.zalo.channel import ZaloChannel
        from motcua.notifications.registry import channels

        channels.register(ZaloChannel())
