from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    """Coming to a reception point at a time agreed beforehand."""

    name = "motcua.appointments"
    label = "appointments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.appointments import receivers
        from motcua.appointments.operations.telling import NOTICES
        from motcua.notifications.registry import notices

        for notice in NOTICES:
            notices.register(notice)
        receivers.connect()
