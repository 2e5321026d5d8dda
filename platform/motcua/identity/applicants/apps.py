from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    name = "motcua.identity.applicants"
    label = "applicants"
    default_auto_field = "django.db.models.BigAutoField"
