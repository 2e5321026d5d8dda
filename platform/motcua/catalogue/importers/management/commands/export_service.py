"""``motcua export-service --tenant T SLUG``: one service as the file ``import-form`` reads."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.catalogue.domain.document import parse_document
from motcua.catalogue.importers.api import export_document
from motcua.catalogue.importers.management.batch_command import USAGE, schema_of
from motcua.catalogue.models import PublicService
from tenants.api import in_tenant


class Command(BaseCommand):
    help = "Write the draft of a service to standard output."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True)
        parser.add_argument("slug")

    def handle(self, *_args: Any, **options: Any) -> None:
        with in_tenant(schema_of(options["tenant"])):
            row = PublicService.objects.filter(slug=options["slug"]).first()
            if row is None:
                raise CommandError(f"no such service: {options['slug']}", returncode=USAGE)
            content = export_document(parse_document(row.draft))
        sys.stdout.write(content.decode())
