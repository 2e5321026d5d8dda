from django.apps import AppConfig


class VietqrConfig(AppConfig):
    name = "motcua.payments.contrib.vietqr"
    label = "payments_vietqr"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.vietqr.gateway import VietqrGateway
        from motcua.payments.registry import gateways

        gateways.register(VietqrGateway())
