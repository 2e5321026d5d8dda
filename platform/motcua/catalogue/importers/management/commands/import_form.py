"""``motcua import-form --tenant T --kind K PATH…``: foreign forms become drafts."""

from typing import Any

from django.core.management.base import CommandParser

from motcua.catalogue.importers.api import importers
from motcua.catalogue.importers.management.batch_command import ImportCommand


class Command(ImportCommand):
    help = "Import forms of another program as draft services; prints one JSON line."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        kinds = [key for key in importers.keys() if key != "national"]  # noqa: SIM118
        parser.add_argument("--kind", required=True, choices=kinds)

    def kind_of(self, options: dict[str, Any]) -> str:
        return str(options["kind"])
