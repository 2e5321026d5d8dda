from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "motcua.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.files.contrib.builtin import BuiltinScanner
        from motcua.files.events import FileStored
        from motcua.files.operations.scan import scan_stored
        from motcua.files.scanner import scanners
        from motcua.files.storage import private_storage
        from motcua.kernel import events
        from tenants.api import FileStore, file_stores

        file_stores.register(FileStore("store.private", private_storage))
        scanners.register(BuiltinScanner())
        events.subscribe_later(FileStored, "files.scan", scan_stored)
