"""Write the document's types into the designer, and its words for the translators."""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.backoffice.designer.typescript import typescript
from motcua.backoffice.designer.words import words_module

SOURCES: Final = Path(__file__).parents[5] / "frontend" / "apps" / "designer" / "src"
TYPES: Final = SOURCES / "generated" / "service.ts"
WORDS: Final = Path(__file__).parents[2] / "designer" / "generated" / "words.py"


class Command(BaseCommand):
    help = "Generate the designer's types and its list of words; --check only compares."
    requires_system_checks: list[str] = []  # it runs where no database is

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        for target, text in generated_files().items():
            if options["check"]:
                if not target.exists() or target.read_text(encoding="utf-8") != text:
                    raise CommandError(f"{target.name} is out of date: run export_service_schema")
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")


def generated_files() -> dict[Path, str]:
    return {TYPES: typescript(), WORDS: words_module(SOURCES)}
