from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.kernel.errors import DomainError
from tenants.management.commands.export_tenant import VARIABLE, passphrase
from tenants.operations.delete_tenant import reopen_tenant
from tenants.operations.import_tenant import import_tenant


class Command(BaseCommand):
    help = (
        "Bring an exported tenant in, under its own address or another. It stays closed unless "
        f"--open is given. The passphrase is asked for or taken from {VARIABLE}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive")
        parser.add_argument("--slug", default="", help="another address than it had")
        parser.add_argument("--open", action="store_true", help="serve it at once")

    def handle(self, *_args: Any, **options: Any) -> None:
        archive = Path(options["archive"])
        if not archive.is_file():
            raise CommandError(f"no file {archive}")
        try:
            done = import_tenant(
                archive=archive,
                passphrase=passphrase(),
                slug=options["slug"],
                now=timezone.now(),
            )
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        if options["open"]:
            reopen_tenant(tenant_id=done.tenant_id)
        self.stdout.write(
            f"{done.slug}: {done.rows} rows and {done.files} files, all equal to the archive; "
            f"{done.waiting} entries of later work go on when it is opened"
        )
