from django.apps import AppConfig


class StripeSimulatorConfig(AppConfig):
    """Stripe as seen from outside, for demonstrations and tests; answers only where
    ``MOTCUA_SIMULATORS`` is set."""

    name = "billing.contrib.stripe_simulator"
    label = "stripe_simulator"
    default_auto_field = "django.db.models.BigAutoField"
