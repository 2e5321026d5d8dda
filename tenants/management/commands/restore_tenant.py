from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel.errors import DomainError
from tenants.operations.restore_tenant import aside, restore_tenant


class Command(BaseCommand):
    help = "Restore one tenant from its archive; the others go on. Restart web and worker after."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive")
        parser.add_argument(
            "--drop-old", action="store_true", help="do not keep what was there before"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        archive = Path(options["archive"])
        if not archive.is_file():
            raise CommandError(f"no file {archive}")
        try:
            done = restore_tenant(archive=archive, drop_old=options["drop_old"])
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(
            f"{done.tenant['slug']}: state of {done.taken_at}, {len(done.tables)} tables, "
            f"{done.row_count} rows, {done.file_count} files; all equal to the archive"
        )
        if not options["drop_old"]:
            self.stdout.write(f"what was there before is kept as schema {aside(done.schema_name)}")
