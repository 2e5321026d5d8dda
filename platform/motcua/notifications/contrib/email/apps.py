from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "motcua.notifications.contrib.email"
    label = "notifications_email"
    default_auto_field = "django.db.models.BigAutoField"
