import sys
from typing import Any

from django.core.management import execute_from_command_line
from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel.errors import DomainError
from tenants.context import in_tenant
from tenants.queries.directory import find_tenant


class Command(BaseCommand):
    help = "Run a management command inside a named tenant: in_tenant SLUG COMMAND [ARGUMENTS]."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("command_name")

    def run_from_argv(self, argv: list[str]) -> None:
        """Everything after the command's name belongs to that command."""
        if len(argv) < 4:
            raise SystemExit("usage: in_tenant SLUG COMMAND [ARGUMENTS]")
        try:
            tenant = find_tenant(slug=argv[2])
        except DomainError as error:
            sys.stderr.write(f"no tenant {error.message}\n")
            raise SystemExit(1) from error
        with in_tenant(tenant.schema_name):
            execute_from_command_line([argv[0], *argv[3:]])

    def handle(self, *_args: Any, **_options: Any) -> None:
        raise CommandError("in_tenant is started from the command line")
