from django.apps import AppConfig


class VnpayConfig(AppConfig):
    name = "motcua.payments.contrib.vnpay"
    label = "payments_vnpay"
    default_auto_field = "django.db.models.BigAutoField"
