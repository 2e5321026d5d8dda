"""The contract of field types, as cases that Python and TypeScript both answer.

One file ``tests/golden/fields/<type key>.json`` per type. A case posts inputs (``posted``, by
ending of the input name) or judges a stored ``value``, under ``settings``, and says what comes of
it: ``not_given``, ``refused`` (code and ending of the input), or ``stored``; then ``codes`` of what
is wrong with it, or, when nothing is, ``display`` in both languages and ``export``.

``python -m tests.contracts.field_types`` writes into the files what cases do not say yet; read the
difference before you keep it.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from formbuilder.api import Context, FieldType, field_types
from formbuilder.domain.references import (
    ReferenceColumn,
    ReferenceList,
    ReferenceRow,
    use_source,
)
from formbuilder.fieldtypes.base import Issue, Posted, Question

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "tests/golden/fields"
SOURCES: Final = ROOT / "frontend/packages/field-types/src"
TODAY: Final = "2026-11-21"
SAID: Final = frozenset(
    {"not_given", "refused", "stored", "codes", "display", "export", "schema_valid"}
)
_INVISIBLE: Final = re.compile(
    "[\u007f-\u00a0\u00ad\u0300-\u036f\u115f\u1160\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufeff]"
)
Case = dict[str, Any]
_validators: dict[str, Draft202012Validator] = {}


def keys_in_python() -> set[str]:
    return set(field_types.keys())


def keys_in_typescript() -> set[str]:
    return {path.parent.name for path in SOURCES.glob("*/index.ts")}


def keys_with_cases() -> set[str]:
    return {path.stem for path in FOLDER.glob("*.json")}


def cases_of(key: str) -> list[Case]:
    return list(json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))["cases"])


class _Lists:
    """Lists of a file, standing where a tenant's own lists are kept."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._raw = raw

    def load(self, key: str, revision: str | None) -> ReferenceList | None:
        raw = self._raw.get(key)
        if raw is None:
            return None
        rows = {
            row["code"]: ReferenceRow(
                row["code"],
                row["label"],
                _day(row.get("valid_from")),
                _day(row.get("valid_until")),
                row.get("cells", {}),
            )
            for row in raw["rows"]
        }
        columns = tuple(ReferenceColumn(**column) for column in raw.get("columns", ()))
        return ReferenceList(key, "1", {"vi": key}, rows, columns)


@cache
def _lists_of(key: str) -> _Lists:
    raw = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    return _Lists(raw.get("lists", {}))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def outcome(key: str, case: Case) -> Case:
    """What Python makes of a case, in the words of the file."""
    before = use_source(_lists_of(key))
    try:
        return _outcome(key, case)
    finally:
        use_source(before)


def _outcome(key: str, case: Case) -> Case:
    kind = field_types.get(key)
    settings = kind.config.model_validate(case.get("settings", {}))
    today = case.get("today", TODAY)
    context = Context(today=date.fromisoformat(today) if today else None)
    question = Question("Câu hỏi", context=context, look=case.get("others", {}).get)
    if "posted" not in case:
        return _judged(kind, case["value"], settings, question)
    posted = {f"f-x{part}": _texts(given) for part, given in case["posted"].items()}
    files = _files(case.get("files", {}))
    read = kind.parse(Posted("f-x", posted, files, case.get("existing")), settings, question)
    if not read.given:
        return {"not_given": True}
    if read.issue is not None:
        return {"refused": _code(read.issue)}
    if kind.is_empty(read.value):
        return {"stored": None}
    return {"stored": read.value, **_judged(kind, read.value, settings, question)}


def _judged(kind: FieldType[Any], value: Any, settings: Any, question: Question) -> Case:
    fits = _fits(value, kind.schema(settings))
    codes = [_code(issue) for issue in kind.check(value, settings, question)]
    if codes:
        return {"codes": codes, "schema_valid": fits}
    shown = {language: kind.display(value, settings, language) for language in ("vi", "en")}
    exported = json.loads(json.dumps(kind.export(value, settings)))
    return {"codes": [], "display": shown, "export": exported, "schema_valid": fits}


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    """Cases of a type that have the same settings have the same schema: it is checked once."""
    if (written := repr(schema)) not in _validators:
        Draft202012Validator.check_schema(schema)
        _validators[written] = Draft202012Validator(schema)
    return _validators[written].is_valid(value)


def _files(given: Any) -> dict[str, list[Any]]:
    """Files of the field's one input, or by ending of the input's name."""
    by_ending = given if isinstance(given, dict) else {"": given}
    return {f"f-x{ending}": stored for ending, stored in by_ending.items()}


def _texts(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _code(issue: Issue) -> str:
    return f"{issue.code} {issue.part}".strip()


def faults_of(key: str) -> Iterator[str]:
    """Where Python and the file of a type differ; nothing means the contract holds."""
    cases = cases_of(key)
    for case in cases:
        said = {name: case[name] for name in SAID & case.keys()}
        try:
            found = outcome(key, case)
        except Exception as error:  # noqa: BLE001 -- a type that raises fails its contract
            found = {"raised": repr(error)}
        if found != said:
            yield f"{case['name']}: {found} instead of {said}"
        if found.get("codes") == [] and not found["schema_valid"]:
            yield f"{case['name']}: a good answer does not fit its own JSON Schema"
    if field_types.get(key).answers:
        if not any("display" in case for case in cases):
            yield "no case with a good answer"
        if not any(case.get("codes") or "refused" in case for case in cases):
            yield "no case with a wrong answer"


def passing_in_python() -> set[str]:
    known = keys_in_python() & keys_with_cases()
    return {key for key in known if next(faults_of(key), None) is None}


def passing_in_typescript() -> set[str]:
    """Runs the front end's own test of the contract; needs its packages installed."""
    command = ["npx", "vitest", "run", "packages/field-types/test/contract", "--reporter=json"]
    ran = subprocess.run(
        command, cwd=ROOT / "frontend", capture_output=True, text=True, check=False, timeout=300
    )
    report = json.loads(ran.stdout[ran.stdout.index("{") :])
    by_type: dict[str, list[bool]] = {}
    for suite in report["testResults"]:
        for result in suite["assertionResults"]:
            if result["ancestorTitles"]:
                passed = result["status"] == "passed"
                by_type.setdefault(result["ancestorTitles"][0], []).append(passed)
    return {key for key, results in by_type.items() if all(results)} & keys_in_typescript()


def count_field_types() -> int:
    """Types whose contract holds in both languages."""
    return len(passing_in_python() & passing_in_typescript())


def write_missing() -> None:
    """Fill in what cases do not say yet."""
    for path in sorted(FOLDER.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if path.stem in field_types:
            content["cases"] = [
                case if SAID & case.keys() else {**case, **outcome(path.stem, case)}
                for case in content["cases"]
            ]
        path.write_text(_pretty(content), encoding="utf-8")


def _pretty(content: dict[str, Any]) -> str:
    """One case a line, so that differences are read easily."""
    head = {name: value for name, value in content.items() if name != "cases"}
    lines = [_INVISIBLE.sub(_escaped, _dump(case)) for case in content["cases"]]
    start = "".join(f'  "{name}": {_dump(value)},\n' for name, value in head.items())
    return "{\n" + start + '  "cases": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _escaped(match: re.Match[str]) -> str:
    """Nobody should have to trust a file whose characters cannot be seen."""
    return json.dumps(match[0])[1:-1]


if __name__ == "__main__":
    from django.conf import settings as django_settings

    django_settings.configure(USE_I18N=False)
    if "--count" in sys.argv:
        print(count_field_types())
    else:
        write_missing()
