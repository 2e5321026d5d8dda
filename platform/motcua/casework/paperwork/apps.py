from django.apps import AppConfig


class PaperworkConfig(AppConfig):
    """How a tenant's papers look, and which of them are signed by certificate."""

    name = "motcua.casework.paperwork"
    label = "paperwork"
    default_auto_field = "django.db.models.BigAutoField"
