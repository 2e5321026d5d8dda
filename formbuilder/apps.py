from django.apps import AppConfig


class FormbuilderConfig(AppConfig):
    name = "formbuilder"
    label = "formbuilder"
    default_auto_field = "django.db.models.BigAutoField"
