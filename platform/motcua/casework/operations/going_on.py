"""Leaving a step: the process moves, and the dossier with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.casework.models import Case, PaperKind
from motcua.casework.operations.endings import close_supplement
from motcua.casework.operations.issue_result import issue_if_due
from motcua.casework.operations.papers import order_paper
from motcua.casework.operations.recording import close_act, record_decision, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def go_on(
    case: Case,
    item: workflow.WorkItemView,
    chosen: workflow.OutcomeSpec,
    *,
    action: str,
    by: Actor,
    now: datetime,
    note: str = "",
    entry: Mapping[str, Any] | None = None,
) -> CaseState:
    """Complete ``item`` by ``chosen`` and do all that follows from it; the dossier is locked.

    ``action`` is the word of the audit chain. Raises what ``workflow.complete_item`` does.
    """
    progress = workflow.complete_item(item_id=item.id, outcome=chosen.id, by=by, now=now, note=note)
    return take_over(
        case, item, chosen, progress, action=action, by=by, now=now, note=note, entry=entry
    )


def take_over(
    case: Case,
    item: workflow.WorkItemView,
    chosen: workflow.OutcomeSpec,
    progress: workflow.Progress,
    *,
    action: str,
    by: Actor,
    now: datetime,
    note: str = "",
    entry: Mapping[str, Any] | None = None,
) -> CaseState:
    """The same after the process moved already, as when a time was over."""
    decision = record_decision(case, item, outcome=chosen, note=note, by=by, now=now, entry=entry)
    issue_if_due(case, item, progress, decision=decision, by=by, now=now)
    follow(case, progress, by=by, now=now, reason=note)
    if progress.ended:
        _end(case, progress, reason=note, by=by, now=now)
    facts: dict[str, Any] = {"step": item.name, "outcome": chosen.label, "note": note}
    return close_act(
        case,
        action=action,
        by=by,
        now=now,
        data={**facts, "item": item.id, **_chosen(progress)},
    )


def _chosen(progress: workflow.Progress) -> dict[str, Any]:
    """Which way the dossier's own answers sent it: somebody may ask one day why."""
    ways = [{"step": each.name, "outcome": each.outcome} for each in progress.chosen]
    return {"choices": ways} if ways else {}


def _end(case: Case, progress: workflow.Progress, *, reason: str, by: Actor, now: datetime) -> None:
    close_supplement(case, now=now)
    if progress.end_key == workflow.EndKey.REFUSED:
        order_paper(case, PaperKind.REFUSAL, by=by, now=now, reason=reason)
        tell_citizen(case, occasion="refused", now=now)
    elif progress.end_key == workflow.EndKey.STOPPED:
        order_paper(case, PaperKind.STOP, by=by, now=now, reason=reason)
        tell_citizen(case, occasion="stopped", now=now)
