from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "motcua.notifications.contrib.inbox"
    label = "notifications_inbox"
    default_auto_field = "django.db.models.BigAutoField"
