"""The end of every act: save, audit, tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.casework.events import CaseNews, CaseTouched
from motcua.casework.models import Case, Decision
from motcua.casework.operations.results import CaseState, state_of
from motcua.kernel import audit, events
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def close_act(
    case: Case, *, action: str, by: Actor, now: datetime, data: dict[str, Any] | None = None
) -> CaseState:
    """Save the dossier and put the act into its audit chain."""
    case.updated_at = now
    case.save()
    facts = {"state": case.national_state, **(data or {})}
    audit.record(action=action, subject=case.audit_subject, by=by, at=now, data=facts)
    events.publish(CaseTouched(case_id=case.pk), at=now)
    return state_of(case)


def tell_citizen(case: Case, *, occasion: str, now: datetime, key: str = "", **facts: str) -> None:
    """A notice will follow. ``key`` tells repeated occasions of one dossier apart."""
    events.publish(
        CaseNews(case_id=case.pk, occasion=occasion, key=key or occasion, facts=facts), at=now
    )


def record_decision(
    case: Case,
    item: workflow.WorkItemView,
    *,
    outcome: workflow.OutcomeSpec,
    note: str,
    by: Actor,
    now: datetime,
    entry: Mapping[str, Any] | None = None,
) -> Decision:
    return Decision.objects.create(
        case=case,
        work_item_id=item.id,
        step_id=item.step_id,
        step_name=item.name,
        step_kind=item.kind,
        outcome=outcome.id,
        outcome_label=outcome.label,
        note=note,
        by=by.reference,
        by_id=by.id,
        by_name=by.name[:200],
        for_id=by.for_id,
        at=now,
        entry=entry,
    )
