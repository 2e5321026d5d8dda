from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "motcua.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.overview import receivers

        receivers.connect()
