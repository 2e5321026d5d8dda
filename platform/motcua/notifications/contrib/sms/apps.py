from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "motcua.notifications.contrib.sms"
    label = "notifications_sms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.identity.text_senders import text_senders
        from motcua.notifications.contrib.sms.channel import SmsChannel
        from motcua.notifications.contrib.sms.platform import PlatformTexts
        from motcua.notifications.registry import channels

        channels.register(SmsChannel())
        text_senders.register(PlatformTexts())
