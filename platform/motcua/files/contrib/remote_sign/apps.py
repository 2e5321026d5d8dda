from django.apps import AppConfig


class RemoteSignConfig(AppConfig):
    name = "motcua.files.contrib.remote_sign"
    label = "files_remote_sign"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.files.contrib.remote_sign.provider import RemoteProvider
        from motcua.files.signer import signer_providers

        signer_providers.register(RemoteProvider())
