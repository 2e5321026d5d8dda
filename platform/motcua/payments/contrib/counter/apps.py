from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "motcua.payments.contrib.counter"
    label = "payments_counter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.counter.gateway import CounterGateway
        from motcua.payments.registry import gateways

        gateways.register(CounterGateway())
