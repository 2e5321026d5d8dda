from django.apps import AppConfig


class CounterGatewayConfig(AppConfig):
    name = "motcua.payments.contrib.counter"
    label = "payments_counter"
    default_auto_field = "django.db.models.BigAutoField"
