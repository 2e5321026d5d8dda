from django.apps import AppConfig


class WebhookConfig(AppConfig):
    name = "motcua.notifications.contrib.webhook"
    label = "notifications_webhook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.contrib.webhook.channel import WebhookChannel
        from motcua.notifications.registry import channels

        channels.register(WebhookChannel())
