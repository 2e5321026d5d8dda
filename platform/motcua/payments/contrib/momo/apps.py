from django.apps import AppConfig


class MomoConfig(AppConfig):
    name = "motcua.payments.contrib.momo"
    label = "payments_momo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.momo.gateway import MomoGateway
        from motcua.payments.registry import gateways

        gateways.register(MomoGateway())
