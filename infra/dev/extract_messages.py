"""Collect every marked string of the product and renew the English catalogue.

GNU gettext is not on bare machines, so Django's template reader and Babel do its work.

``make messages`` adds new strings, untranslated, and drops old ones; with ``ARGS=--check`` it only
says what is missing. The source language is Vietnamese (decision 7).
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

from infra.dev.places import ROOT

ENGLISH = ROOT / "platform/motcua/config/locale/en/LC_MESSAGES/django.po"
_HOMES = ("platform/motcua", "tenants", "formbuilder", "billing")
_TEMPLATES = {".html", ".txt"}
_IDLE_HEADERS = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-", "POT-", "PO-", "Last-", "Language-Team", "Generated-")
)
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Two files in three mark nothing; to look for a mark takes a tenth of the time of reading on.
_MARKS = re.compile(rf"\b(?:{'|'.join(_KEYWORDS)})[\s\\]*\(")


def marked_strings() -> Catalog:
    """Every string of Python code and templates, with the files that use it."""
    found = Catalog(locale="en", fuzzy=False)
    for path in sorted(_sources()):
        text = path.read_text(encoding="utf-8")
        if path.suffix in _TEMPLATES:
            text = _as_python(text)
        elif not _MARKS.search(text):
            continue
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=_KEYWORDS
        ):
            place = path.relative_to(ROOT).as_posix()
            found.add(message, locations=[(place, 0)], context=context)
    return found


def read_catalogue(path: Path) -> Catalog:
    """The catalogue kept at ``path``; an empty one when there is none yet."""
    if not path.exists():
        return Catalog(locale=path.parents[1].name, fuzzy=False)
    with path.open("rb") as handle:
        return read_po(handle, locale=path.parents[1].name)


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Without dates, line numbers and dropped strings, so that changes read well."""
    catalogue.fuzzy = False
    catalogue.header_comment = "# Motcua; see infra/dev/extract_messages.py"
    text = io.BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = text.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.startswith(_IDLE_HEADERS)))


def untranslated(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """The strings of ``wanted`` that have no words in ``catalogue``."""
    missing = []
    for message in wanted:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        words = known.string if known else ""
        if not words or (isinstance(words, tuple | list) and not all(words)):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def _sources() -> Iterator[Path]:
    for home in _HOMES:
        for path in (ROOT / home).rglob("*"):
            if "migrations" in path.parts or not path.is_file():
                continue
            if path.suffix == ".py" or (path.suffix in _TEMPLATES and "templates" in path.parts):
                yield path


def _as_python(template: str) -> str:
    """Brackets around it: what is left of a template is not indented like a program."""
    from django.utils.translation.template import templatize

    return f"({templatize(template)}\n)"


def main(arguments: list[str]) -> int:
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    wanted, kept = marked_strings(), read_catalogue(ENGLISH)
    if "--check" not in arguments:
        for message in wanted:
            known = kept.get(message.id, message.context) if message.id else None
            if known:
                message.string = known.string
        write_catalogue(ENGLISH, wanted)
    missing = untranslated(kept, wanted)
    print(f"{len(wanted)} strings, {len(missing)} without English words")
    for text in missing:
        print(f"  {text!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
