from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel.errors import DomainError
from tenants.models import TenantKind
from tenants.operations.create_tenant import create_tenant


class Command(BaseCommand):
    help = "Create a tenant by cloning the template schema."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--name", required=True)
        parser.add_argument("--short-name", required=True)
        parser.add_argument("--kind", choices=TenantKind.values, required=True)
        parser.add_argument("--agency-code", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            tenant = create_tenant(
                slug=options["slug"],
                name=options["name"],
                short_name=options["short_name"],
                kind=options["kind"],
                agency_code=options["agency_code"],
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{tenant.primary_host} {tenant.schema_name}")
