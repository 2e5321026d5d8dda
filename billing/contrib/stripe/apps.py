from django.apps import AppConfig


class StripeBillingConfig(AppConfig):
    name = "billing.contrib.stripe"
    label = "billing_stripe"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from billing.contrib.stripe.adapter import StripeProvider
        from billing.provider import providers

        providers.register(StripeProvider())
