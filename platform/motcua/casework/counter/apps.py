from django.apps import AppConfig


class CounterConfig(AppConfig):
    """What a one-stop counter keeps besides the dossiers: tickets, papers taken in, the post."""

    name = "motcua.casework.counter"
    label = "counter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.casework.counter.operations.post import close_registered
        from motcua.casework.events import CaseHandedOver
        from motcua.kernel import events

        events.subscribe(CaseHandedOver, close_registered)
