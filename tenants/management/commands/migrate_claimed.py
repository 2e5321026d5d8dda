from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.operations.migrate_tenants import migrate_claimed


class Command(BaseCommand):
    help = "Work on schemas that lack something, beside a running setup_platform."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stop", action="store_true", help="end after the first failure")

    def handle(self, *_args: Any, **options: Any) -> None:
        count = migrate_claimed(report=self.stdout.write, stop=options["stop"])
        self.stdout.write(f"{count} schemas")
