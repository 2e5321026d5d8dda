"""``motcua import-process --tenant T PATH…``: BPMN files become the processes of draft services."""

import json
import sys
import time
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation

from motcua.casework.operations.import_process import ProcessTaken, import_process
from motcua.catalogue.importers.management.batch_command import files_of, schema_of
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import DomainError
from motcua.kernel.text import fold
from motcua.workflow.bpmn.foreign.api import MAX_BYTES
from tenants.api import in_tenant

SUFFIXES: Final = (".bpmn", ".bpmn20", ".xml")
MAX_LISTED: Final = 50_000
_LONGEST_SLUG: Final = 90
Data = dict[str, Any]


class Command(BaseCommand):
    help = "Import BPMN 2.0 files as processes of draft services; prints one JSON line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, help="slug of the tenant, e.g. demo")
        parser.add_argument("--service", default="", help="slug of the service to put it into")
        parser.add_argument(
            "--replace", action="store_true", help="also where the service has another process"
        )
        parser.add_argument("--language", default="vi", help="language of the messages")
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")

    def handle(self, *_args: Any, **options: Any) -> None:
        schema = schema_of(options["tenant"])
        files = list(files_of(options["paths"], SUFFIXES))
        began = time.monotonic()
        taken: list[tuple[Path, ProcessTaken]] = []
        refused: list[Data] = []
        with translation.override(options["language"]), in_tenant(schema):
            for path in files:
                try:
                    taken.append((path, _import(path, options)))
                except DomainError as error:
                    refused.append(_refusal(path, error))
            answer = _answer(len(files), taken, refused)
        seconds = round(time.monotonic() - began, 3)
        line = {"command": "import-process", "tenant": options["tenant"], **answer}
        self.stdout.write(json.dumps(line | {"seconds": seconds}, ensure_ascii=False))
        if refused:
            sys.exit(1)


def _import(path: Path, options: Data) -> ProcessTaken:
    """Never reads more of a file than the importer would look at."""
    with path.open("rb") as handle:
        content = handle.read(MAX_BYTES + 1)
    return import_process(
        content=content,
        slug=options["service"] or _slug_of(path.stem),
        fallback_name=path.stem,
        replace=options["replace"],
        by=SYSTEM,
        now=timezone.now(),
    )


def _slug_of(stem: str) -> str:
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in fold(stem))
    return "-".join(part for part in kept.split("-") if part)[:_LONGEST_SLUG] or "quy-trinh"


def _refusal(path: Path, error: DomainError) -> Data:
    reason = str(error.details.get("reason") or error.code)
    return {"file": str(path), "reason": reason, "message": error.message}


def _answer(read: int, taken: list[tuple[Path, ProcessTaken]], refused: list[Data]) -> Data:
    states = [each.state for _path, each in taken]
    explained = [
        {"file": str(path), **line.to_json()}
        for path, each in taken
        for line in each.found.explained
    ]
    return {
        "files_read": read,
        "imported": states.count("created") + states.count("updated"),
        "created": states.count("created"),
        "updated": states.count("updated"),
        "unchanged": states.count("unchanged"),
        "refused": refused,
        "steps": sum(each.found.counts["steps"] for _path, each in taken),
        "elements": sum(each.found.counts["elements"] for _path, each in taken),
        "elements_explained": explained[:MAX_LISTED],
        "services": [{"id": str(each.service_id), "slug": each.slug} for _path, each in taken],
    }
