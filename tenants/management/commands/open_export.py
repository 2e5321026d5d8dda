from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.domain.sealing import ArchiveRefused, unseal
from tenants.management.commands.export_tenant import VARIABLE, passphrase


class Command(BaseCommand):
    help = f"Turn an export into a plain ZIP to read elsewhere (passphrase: asked or {VARIABLE})."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive")
        parser.add_argument("zip")

    def handle(self, *_args: Any, **options: Any) -> None:
        target = Path(options["zip"])
        try:
            with Path(options["archive"]).open("rb") as source, target.open("xb") as out:
                target.chmod(0o600)
                unseal(source, out, passphrase())
        except FileExistsError as error:
            raise CommandError(f"{target} is there already") from error
        except (ArchiveRefused, OSError) as error:
            target.unlink(missing_ok=True)
            raise CommandError(str(error)) from error
        self.stdout.write(str(target))
