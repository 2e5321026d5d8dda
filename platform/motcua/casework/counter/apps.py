from django.apps import AppConfig


class CounterConfig(AppConfig):
    """What a one-stop counter keeps besides the dossiers: tickets, papers taken in, the post."""

    name = "motcua.casework.counter"
    label = "counter"
    default_auto_field = "django.db.models.BigAutoField"
