"""Every golden file gives the document and the account that lie in ``expected``.

``MOTCUA_REWRITE_GOLDEN=1`` writes them anew; read the difference before you keep it.
"""

import json
import os
from pathlib import Path

import pytest

from formbuilder.api import check_form
from motcua.catalogue.api import check_service
from motcua.catalogue.importers import Source, export_document, importers

HOME = Path(__file__).resolve().parents[2] / "golden" / "imports"
FILES = sorted(
    path
    for key in importers.keys()  # noqa: SIM118
    for path in (HOME / key).glob("*")
    if path.suffix in importers.get(key).suffixes
)


def name_of(path):
    return f"{path.parent.name}/{path.name}"


def read(path):
    return importers.get(path.parent.name).read(Source(path.name, path.read_bytes()))


def account_of(found):
    """What is told, and a digest-like outline of the draft that a person can compare."""
    document = found.document
    return {
        "origin": found.origin,
        "counts": dict(found.counts),
        "not_carried_over": [[note.place, note.code] for note in found.lost],
        "to_decide": [[note.place, note.code] for note in found.to_decide],
        "missing": sorted({problem.code for problem in check_service(document)}),
        "form": [outline(page) for page in document.form.pages],
        "components": [
            [part.id, part.handling, part.originals, part.copies, part.field_id]
            for part in document.components
        ],
        "clock": document.clock.model_dump(mode="json", exclude_defaults=True),
        "fees": [
            [fee.kind, fee.unit_minor, fee.online_unit_minor, fee.when] for fee in document.fees
        ],
        "legal_bases": [basis.number for basis in document.legal_bases],
        "steps": [step.id for step in document.process.steps],
    }


def outline(page):
    return {"id": page.id, **rules(page), "fields": [field_outline(each) for each in page.fields]}


def field_outline(field):
    settings = {
        name: [each["value"] for each in value] if name == "options" else value
        for name, value in field.config.items()
    }
    found = {"id": field.id, "type": field.type, "config": settings, **rules(field)}
    if field.required:
        found["required"] = True
    if field.fields:
        found["fields"] = [field_outline(each) for each in field.fields]
    return found


def rules(part):
    return {
        name: rule.model_dump(mode="json", exclude_defaults=True)
        for name in ("visible_if", "required_if", "calculate")
        if (rule := getattr(part, name, None)) is not None
    }


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_golden_files_give_what_is_expected(path):
    found = json.loads(json.dumps(account_of(read(path))))
    expected = HOME / "expected" / path.parent.name / f"{path.name}.json"
    if os.environ.get("MOTCUA_REWRITE_GOLDEN"):
        text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
        expected.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_draft_runs_and_says_the_same_every_time(path):
    """No rule is broken and importing is deterministic."""
    first, second = read(path), read(path)
    assert first.document == second.document
    assert [problem for problem in check_form(first.document.form) if is_rule(problem)] == []


def is_rule(problem):
    return any(rule in problem.path for rule in ("visible_if", "required_if", "calculate"))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_was_imported_survives_our_own_export(path):
    document = read(path).document
    again = importers.get("motcua").read(Source("x.json", export_document(document)))
    assert again.document == document
    assert export_document(again.document) == export_document(document)


def test_every_format_has_golden_files():
    assert {path.parent.name for path in FILES} == set(importers.keys())
