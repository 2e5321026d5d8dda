from django.apps import AppConfig


class StripeBillingConfig(AppConfig):
    name = "billing.contrib.stripe"
    label = "billing_stripe"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import logging

        from billing.contrib.stripe.adapter import StripeProvider
        from billing.provider import providers

        providers.register(StripeProvider())
        # The SDK tells every request at INFO; ours are told by what they lead to.
        logging.getLogger("stripe").setLevel(logging.WARNING)
