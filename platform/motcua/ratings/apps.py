from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "motcua.ratings"
    label = "ratings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.registry import notices
        from motcua.ratings import receivers

        notices.register(receivers.ASKED)
        receivers.connect()
