"""``motcua import-procedures --tenant T PATH…``: national procedure records become drafts."""

from typing import Any

from motcua.catalogue.importers.management.batch_command import ImportCommand


class Command(ImportCommand):
    help = "Import national procedure records as draft services; prints one JSON line."

    def kind_of(self, options: dict[str, Any]) -> str:
        return "national"
