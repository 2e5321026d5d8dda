from django.apps import AppConfig
from django.conf import settings


class ClamavConfig(AppConfig):
    name = "motcua.files.contrib.clamav"
    label = "files_clamav"

    def ready(self) -> None:
        if not settings.MOTCUA_CLAMD:
            return
        from motcua.files.contrib.clamav.scanner import ClamavScanner  # noqa: PLC0415 -- app ready
        from motcua.files.scanner import scanners  # noqa: PLC0415 -- app ready

        scanners.register(ClamavScanner(settings.MOTCUA_CLAMD))
