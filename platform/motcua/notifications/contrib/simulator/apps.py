from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    """Providers of messages, simulated; its addresses exist only with ``MOTCUA_SIMULATORS``."""

    name = "motcua.notifications.contrib.simulator"
    label = "notifications_simulator"
    default_auto_field = "django.db.models.BigAutoField"
