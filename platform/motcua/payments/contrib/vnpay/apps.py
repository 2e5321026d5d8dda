from django.apps import AppConfig


class VnpayConfig(AppConfig):
    name = "motcua.payments.contrib.vnpay"
    label = "payments_vnpay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.vnpay.gateway import VnpayGateway
        from motcua.payments.registry import gateways

        gateways.register(VnpayGateway())
