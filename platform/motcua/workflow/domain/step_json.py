"""Steps as plain data, as they are stored with a process version.

What a step does not use is left out, so that a process which uses nothing new keeps the digest it
was frozen under, and versions of earlier releases are read as they are.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from .steps import (
    COMPETENT,
    EscalationSpec,
    OutcomeSpec,
    ReminderSpec,
    StepKind,
    StepSpec,
    StepTable,
)

_LATER: Final = ("branches", "sub", "action", "until", "until_days_before", "origin")
_DEFAULTS: Final = {each.name: each.default for each in fields(StepSpec) if each.name in _LATER}


def table_to_json(table: StepTable) -> dict[str, Any]:
    """Stable plain data; what is hashed and stored with a process version."""
    return {
        "total_minutes": table.total_minutes,
        "steps": [_step_to_json(step) for step in table.steps],
    }


def table_from_json(data: Mapping[str, Any]) -> StepTable:
    return StepTable(
        steps=tuple(_step_from_json(row) for row in data["steps"]),
        total_minutes=data.get("total_minutes"),
    )


def _step_to_json(step: StepSpec) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": step.id,
        "name": step.name,
        "role": step.role,
        "agency": step.agency,
        "kind": step.kind.value,
        "working_minutes": step.working_minutes,
        "national_state": step.national_state,
        "timeout_outcome": step.timeout_outcome,
        "outcomes": [_outcome_to_json(outcome) for outcome in step.outcomes],
    }
    for name in _LATER:
        value = getattr(step, name)
        if value != _DEFAULTS[name]:
            row[name] = list(value) if isinstance(value, tuple) else value
    if step.reminders:
        row["reminders"] = [[each.minutes_before, each.to] for each in step.reminders]
    if step.escalation is not None:
        row["escalation"] = [step.escalation.minutes_after, step.escalation.to]
    return row


def _step_from_json(row: Mapping[str, Any]) -> StepSpec:
    escalation = row.get("escalation")
    return StepSpec(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        agency=row.get("agency", COMPETENT),
        kind=StepKind(row["kind"]),
        working_minutes=row.get("working_minutes"),
        national_state=row.get("national_state", 4),
        timeout_outcome=row.get("timeout_outcome", ""),
        outcomes=tuple(OutcomeSpec(**outcome) for outcome in row["outcomes"]),
        branches=tuple(row.get("branches", ())),
        sub=row.get("sub", ""),
        action=row.get("action", ""),
        until=row.get("until", ""),
        until_days_before=row.get("until_days_before", 0),
        reminders=tuple(ReminderSpec(*each) for each in row.get("reminders", ())),
        escalation=EscalationSpec(*escalation) if escalation else None,
        origin=row.get("origin", ""),
    )


def _outcome_to_json(outcome: OutcomeSpec) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": outcome.id,
        "label": outcome.label,
        "to": outcome.to,
        "requires_reason": outcome.requires_reason,
        "kind": outcome.kind,
    }
    if outcome.condition:
        row["condition"] = outcome.condition
    return row
