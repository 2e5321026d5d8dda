from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "motcua.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.notifications.registry import notices
        from motcua.surveys import receivers
        from motcua.surveys.operations.inviting import INVITED

        notices.register(INVITED)
        receivers.connect()
