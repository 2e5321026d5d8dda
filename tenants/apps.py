from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core.files.storage import storages

        from motcua.kernel import http
        from tenants import content_types, receivers
        from tenants.registry import FileStore, file_stores
        from tenants.sealed_off import refuse_outside

        file_stores.register(FileStore("store.media", lambda: storages["default"]))
        http.guards.append(refuse_outside)
        content_types.install()
        receivers.connect()
