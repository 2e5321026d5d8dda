"""Write the service document's TypeScript types into the designer."""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.backoffice.designer.typescript import typescript

TARGET: Final = (
    Path(__file__).parents[5]
    / "frontend"
    / "apps"
    / "designer"
    / "src"
    / "generated"
    / "service.ts"
)


class Command(BaseCommand):
    help = "Generate the designer's types from the service document; --check only compares."
    requires_system_checks: list[str] = []  # it runs where no database is

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != typescript():
                raise CommandError("service.ts is out of date: run export_service_schema")
        else:
            TARGET.parent.mkdir(parents=True, exist_ok=True)
            TARGET.write_text(typescript(), encoding="utf-8")
