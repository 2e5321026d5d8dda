from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "motcua.payments.contrib.national"
    label = "payments_national"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.national.gateway import NationalGateway
        from motcua.payments.registry import gateways

        gateways.register(NationalGateway())
