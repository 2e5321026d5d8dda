"""What the two import commands share: finding files, importing, and one line of JSON."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone, translation

from motcua.catalogue.importers.api import FileReport, Source, import_file, importers
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant, list_active

MAX_LISTED: Final = 50_000
USAGE: Final = 2


class ImportCommand(BaseCommand):
    """Reads files and folders, imports them into one tenant, prints one JSON line."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, help="slug of the tenant, e.g. demo")
        parser.add_argument("--language", default="vi", help="language of the messages")
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")

    def kind_of(self, options: dict[str, Any]) -> str:
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        kind = self.kind_of(options)
        schema = schema_of(options["tenant"])
        files = list(files_of(options["paths"], importers.get(kind).suffixes))
        began = time.monotonic()
        with translation.override(options["language"]), in_tenant(schema):
            reports = [_import(kind, path) for path in files]
        answer = _answer(reports, files, time.monotonic() - began)
        line = {"command": self.name, "tenant": options["tenant"], "kind": kind, **answer}
        self.stdout.write(json.dumps(line, ensure_ascii=False))
        if answer["refused"]:
            sys.exit(1)

    @property
    def name(self) -> str:
        return type(self).__module__.rpartition(".")[2].replace("_", "-")


def schema_of(name: str) -> str:
    """Schema of a tenant by its slug, its host or the schema itself. Raises ``CommandError``."""
    try:
        known = {tenant.slug: tenant.schema_name for tenant in list_active()}
    except DatabaseError as error:
        reason = str(error).strip().partition("\n")[0]
        message = f"the database cannot be used; is it of this release? ({reason})"
        raise CommandError(message, returncode=USAGE) from None
    slug = name.partition(".")[0]
    found = known.get(slug) or next((each for each in known.values() if each == name), None)
    if found is None:
        shown = ", ".join(sorted(known)) or "none"
        raise CommandError(f"no such tenant: {name} (there are: {shown})", returncode=USAGE)
    return found


def files_of(paths: list[str], suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Files as they are named; of a folder those with a fitting ending, in order."""
    for text in paths:
        path = Path(text)
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and inner.suffix.lower() in suffixes:
                    yield inner
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"no such file or folder: {text}", returncode=USAGE)


def _import(kind: str, path: Path) -> FileReport:
    """Never reads more of a file than the importer would look at."""
    with path.open("rb") as handle:
        content = handle.read(importers.get(kind).largest + 1)
    source = Source(path.name, content)
    return import_file(kind=kind, source=source, by=SYSTEM, now=timezone.now())


def _answer(reports: list[FileReport], files: list[Path], seconds: float) -> dict[str, Any]:
    states = Counter(report.state for report in reports)
    named = list(zip(files, reports, strict=True))
    return {
        "files_read": len(reports),
        "imported": states["created"] + states["updated"],
        "created": states["created"],
        "updated": states["updated"],
        "unchanged": states["unchanged"],
        "refused": [
            {"file": str(path), "reason": report.reason, "message": report.message}
            for path, report in named
            if report.is_refused
        ],
        "not_carried_over": _listed(named, "not_carried_over"),
        "to_decide": sum(len(report.account["to_decide"]) for report in reports),
        "to_decide_by_code": _by_code(reports, "to_decide"),
        "missing_by_code": _by_code(reports, "missing"),
        "services": [str(report.service_id) for report in reports if report.service_id],
        "seconds": round(seconds, 3),
        "per_second": round(len(reports) / seconds, 1) if seconds and reports else 0,
    }


def _listed(named: list[tuple[Path, FileReport]], part: str) -> list[dict[str, str]]:
    found = [
        {"file": str(path), **note}
        for path, report in named
        if report.state != "unchanged"
        for note in report.account[part]
    ]
    if len(found) > MAX_LISTED:
        more = {"code": "too_many_notes", "message": f"{len(found) - MAX_LISTED} more"}
        return [*found[:MAX_LISTED], more]
    return found


def _by_code(reports: list[FileReport], part: str) -> dict[str, int]:
    codes = Counter(note["code"] for report in reports for note in report.account[part])
    return dict(codes.most_common())
