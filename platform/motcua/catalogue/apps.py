from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.catalogue.operations.mentions import MENTION
        from motcua.notifications.api import notices

        notices.register(MENTION)
