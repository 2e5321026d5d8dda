from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    """VNPay as seen from outside, for demonstrations and tests; answers only where
    ``MOTCUA_SIMULATORS`` is set."""

    name = "motcua.payments.contrib.simulator"
    label = "payments_simulator"
    default_auto_field = "django.db.models.BigAutoField"
