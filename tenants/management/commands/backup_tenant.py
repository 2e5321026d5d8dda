from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.kernel.errors import DomainError
from tenants.models import Tenant
from tenants.operations.backup_tenant import backup_tenant


class Command(BaseCommand):
    help = "Back up one tenant (schema, files, directory entry) into an archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--to", required=True, help="folder for the archive")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = backup_tenant(
                slug=options["slug"], folder=Path(options["to"]), now=timezone.now()
            )
        except Tenant.DoesNotExist as error:
            raise CommandError(f"no tenant {options['slug']}") from error
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(str(made))
