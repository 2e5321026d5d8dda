from django.apps import AppConfig


class ImportersConfig(AppConfig):
    """What was imported is remembered, so that a second import of a file changes nothing."""

    name = "motcua.catalogue.importers"
    label = "importers"
    default_auto_field = "django.db.models.BigAutoField"
