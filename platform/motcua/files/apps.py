from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "motcua.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.files.contrib.builtin import BuiltinScanner
        from motcua.files.contrib.pkcs12 import Pkcs12Provider
        from motcua.files.events import FileStored, SignedFileStored
        from motcua.files.operations.judge_signatures import judge_stored
        from motcua.files.operations.scan import scan_stored
        from motcua.files.scanner import scanners
        from motcua.files.signer import signer_providers
        from motcua.files.storage import private_storage
        from motcua.kernel import events
        from tenants.api import FileStore, file_stores

        file_stores.register(FileStore("store.private", private_storage))
        scanners.register(BuiltinScanner())
        signer_providers.register(Pkcs12Provider())
        events.subscribe_later(FileStored, "files.scan", scan_stored)
        events.subscribe_later(SignedFileStored, "files.judge_signatures", judge_stored)
