from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.operations.migrate_tenants import TenantsBehind, migrate_tenants
from tenants.operations.prepare_template import prepare_template


class Command(BaseCommand):
    help = "Migrate the public schema, the template schema and every tenant."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parallel", type=int, default=1, help="processes for the tenants")
        parser.add_argument("--stop", action="store_true", help="end after the first failure")

    def handle(self, *_args: Any, **options: Any) -> None:
        self._say("migrating the public schema")
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
        prepare_template(report=self._say)
        try:
            count = migrate_tenants(
                report=self._say,
                parallel=options.get("parallel") or 1,
                stop=bool(options.get("stop")),
            )
        except TenantsBehind as error:
            raise CommandError(f"{error}. The others are done; run it again to go on.") from error
        self._say(f"tenants migrated: {count}")

    def _say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()
