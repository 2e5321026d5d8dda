import getpass
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.kernel.errors import DomainError
from tenants.models import Tenant
from tenants.operations.export_tenant import export_tenant

VARIABLE = "MOTCUA_EXPORT_PASSPHRASE"


def passphrase() -> str:
    """Never an argument: those are for everybody on the machine to read."""
    return os.environ.get(VARIABLE) or getpass.getpass("passphrase: ")


class Command(BaseCommand):
    help = (
        "Write everything of one tenant into one file under a passphrase, which is asked for or "
        f"taken from {VARIABLE}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--to", required=True, help="folder for the file")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = export_tenant(
                slug=options["slug"],
                folder=Path(options["to"]),
                passphrase=passphrase(),
                now=timezone.now(),
            )
        except Tenant.DoesNotExist as error:
            raise CommandError(f"no tenant {options['slug']}") from error
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(str(made))
