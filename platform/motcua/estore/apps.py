from django.apps import AppConfig


class EstoreConfig(AppConfig):
    name = "motcua.estore"
    label = "estore"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.estore import receivers

        receivers.connect()
