from typing import Any

from django.core.management.base import BaseCommand

from tenants.operations.migrate_tenants import migrate_claimed


class Command(BaseCommand):
    help = "Work on schemas that lack something, beside a running setup_platform."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = migrate_claimed(report=self.stdout.write)
        self.stdout.write(f"{count} schemas")
