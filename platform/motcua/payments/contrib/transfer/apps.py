from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "motcua.payments.contrib.transfer"
    label = "payments_transfer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.payments.contrib.transfer.gateway import TransferGateway
        from motcua.payments.registry import gateways

        gateways.register(TransferGateway())
