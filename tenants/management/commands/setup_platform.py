from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from tenants.operations.migrate_tenants import migrate_tenants
from tenants.operations.prepare_template import prepare_template


class Command(BaseCommand):
    help = "Migrate the public schema, the template schema and every tenant."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self._say("migrating the public schema")
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
        prepare_template(report=self._say)
        count = migrate_tenants(report=self._say)
        self._say(f"tenants migrated: {count}")

    def _say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()
