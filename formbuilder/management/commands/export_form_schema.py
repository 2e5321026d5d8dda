"""Write the form's JSON Schema and TypeScript types into the front end."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from formbuilder.queries.typescript import form_schema, typescript

TARGET = Path(__file__).parents[3] / "frontend/packages/form-schema/src/generated"


class Command(BaseCommand):
    help = "Generate @motcua/form-schema from the form document; --check only compares."
    requires_system_checks: list[str] = []  # it runs where no database is

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in generated_files().items():
            target = TARGET / name
            if options["check"]:
                if not target.exists() or target.read_text(encoding="utf-8") != text:
                    raise CommandError(f"{name} is out of date: run export_form_schema")
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")


def generated_files() -> dict[str, str]:
    """File name to content."""
    schema = json.dumps(form_schema(), ensure_ascii=False, indent=2, sort_keys=True)
    return {"form.ts": typescript(), "form-section.schema.json": schema + "\n"}
