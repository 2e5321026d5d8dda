from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "motcua.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.files.contrib.builtin import BuiltinScanner  # noqa: PLC0415 -- app ready
        from motcua.files.events import FileStored  # noqa: PLC0415 -- app ready
        from motcua.files.operations.scan import scan_stored  # noqa: PLC0415 -- app ready
        from motcua.files.scanner import scanners  # noqa: PLC0415 -- app ready
        from motcua.kernel import events  # noqa: PLC0415 -- app ready

        scanners.register(BuiltinScanner())
        events.subscribe_later(FileStored, "files.scan", scan_stored)
