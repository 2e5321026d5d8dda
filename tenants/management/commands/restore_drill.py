from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.kernel.errors import DomainError
from tenants.operations.restore_drill import restore_drill
from tenants.queries.directory import list_active


class Command(BaseCommand):
    help = "Prove that tenants can be restored, in a database of its own; nothing live is touched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", help="all active tenants when none is named")

    def handle(self, *_args: Any, **options: Any) -> None:
        slugs = options["slugs"] or [tenant.slug for tenant in list_active()]
        for slug in slugs:
            try:
                done = restore_drill(slug=slug, now=timezone.now())
            except DomainError as error:
                raise CommandError(f"{slug}: {error.message}") from error
            self.stdout.write(
                f"{slug}: {done.tables} tables, {done.rows} rows, {done.files} files equal, "
                f"{done.seconds:.1f} s"
            )
