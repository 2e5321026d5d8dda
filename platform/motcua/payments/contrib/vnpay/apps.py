from django.apps import AppConfig


class VnpayConfig(AppConfig):
    name = "motcua.payments.contrib.vnpay"
    label = "payments_vnpay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.vnpay.gateway import VnpayGateway  # noqa: PLC0415 -- app ready
        from motcua.payments.registry import gateways  # noqa: PLC0415 -- app ready

        gateways.register(VnpayGateway())
