"""Files in the manner of four drawing programs: every step, outcome and explanation as expected.

After a change that is meant: ``python -m tests.unit.workflow.foreign.test_samples``, then read the
difference.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from motcua.workflow.bpmn.foreign.importing import ForeignProcess, import_bpmn
from motcua.workflow.domain.inlining import inline
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.steps import StepSpec

SAMPLES = Path(__file__).parents[3] / "golden" / "imports" / "bpmn"
EXPECTED = SAMPLES.parent / "expected" / "bpmn"
FILES = sorted(SAMPLES.glob("*.bpmn"))
# What a file cannot know: a person fills it in, the checks ask for it.
ASKED_LATER = {
    "no_deadline",
    "no_assignee",
    "no_agency",
    "no_reason",
    "no_action",
    "no_condition",
    "no_outcome",
    "no_otherwise",
}


def told(found: ForeignProcess) -> dict[str, Any]:
    return {
        "name": found.name,
        "counts": dict(found.counts),
        "steps": [row(step) for step in found.table.steps],
        "subs": {sub.id: [row(step) for step in sub.steps] for sub in found.table.subs},
        "explained": [line.to_json() for line in found.explained],
    }


def row(step: StepSpec) -> dict[str, Any]:
    return {
        "id": step.id,
        "name": step.name,
        "kind": step.kind.value,
        "who": f"{step.role}@{step.agency}",
        "minutes": step.working_minutes,
        "silent": step.timeout_outcome,
        "branches": list(step.branches),
        "sub": step.sub,
        "outcomes": [f"{one.id}: {one.label} -> {one.to} ({one.kind})" for one in step.outcomes],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    found = import_bpmn(path.read_bytes())
    expected = json.loads((EXPECTED / f"{path.stem}.json").read_text("utf-8"))
    assert told(found) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_left_to_mend_is_what_no_file_can_say(path: Path) -> None:
    table = import_bpmn(path.read_bytes()).table
    codes = {each.code for each in lint_steps(inline(table)) if each.severity == "error"}
    assert codes <= ASKED_LATER


def write_expected() -> None:
    EXPECTED.mkdir(parents=True, exist_ok=True)
    with translation.override("vi"):
        for path in FILES:
            text = json.dumps(told(import_bpmn(path.read_bytes())), ensure_ascii=False, indent=1)
            (EXPECTED / f"{path.stem}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    import django

    django.setup()
    write_expected()
