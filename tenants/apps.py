from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants import content_types, receivers  # noqa: PLC0415 -- app ready

        content_types.install()
        receivers.connect()
