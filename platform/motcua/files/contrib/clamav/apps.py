from django.apps import AppConfig
from django.conf import settings


class ClamavConfig(AppConfig):
    name = "motcua.files.contrib.clamav"
    label = "files_clamav"

    def ready(self) -> None:
        if not settings.MOTCUA_CLAMD:
            return
        from motcua.files.contrib.clamav.scanner import ClamavScanner
        from motcua.files.scanner import scanners

        scanners.register(ClamavScanner(settings.MOTCUA_CLAMD))
