import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.kernel.errors import DomainError
from tenants.operations.roundtrip_drill import roundtrip_drill
from tenants.queries.directory import list_active


class Command(BaseCommand):
    help = "Prove that tenants could leave: export, import under another name, compare, remove."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", help="all served tenants when none is named")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line of JSON a tenant; exit status 1 at the first difference."""
        for slug in options["slugs"] or [tenant.slug for tenant in list_active()]:
            try:
                done = roundtrip_drill(slug=slug, now=timezone.now())
            except DomainError as error:
                raise CommandError(f"{slug}: {error.message}") from error
            self.stdout.write(json.dumps(asdict(done)))
