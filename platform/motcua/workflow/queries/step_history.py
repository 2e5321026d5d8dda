"""How steps went in the past: outcomes and times, in numbers only."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final
from uuid import UUID

from motcua.workflow.domain.step_json import table_from_json
from motcua.workflow.models import ProcessVersion, WorkItem, WorkItemStatus
from motcua.workflow.queries.calendars import tenant_calendar

MOST_ITEMS: Final = 30_000
LEAST_COUNT: Final = 5
"""Fewer would say something about single dossiers."""


@dataclass(frozen=True, slots=True)
class StepHistory:
    """Medians in working minutes; ``waiting``: until somebody took the step."""

    step_id: str
    count: int
    outcomes: Mapping[str, float]
    waiting_minutes: int
    handling_minutes: int


def step_history(process_version_ids: Collection[UUID], *, since: datetime) -> list[StepHistory]:
    """Of the newest finished work items, by the author's step id; rare steps are left out.

    Three queries. Items nobody took (timers, citizens) count as waiting for all their time.
    """
    authors = _authors(process_version_ids)
    items = (
        WorkItem.objects.filter(
            instance__version_id__in=list(process_version_ids),
            status=WorkItemStatus.DONE,
            done_at__gte=since,
        )
        .order_by("-done_at")
        .values_list("step_id", "outcome", "created_at", "claimed_at", "done_at")[:MOST_ITEMS]
    )
    minutes = tenant_calendar().working_minutes_between
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    waiting: dict[str, list[int]] = defaultdict(list)
    handling: dict[str, list[int]] = defaultdict(list)
    for step_id, outcome, created_at, claimed_at, done_at in items:
        if done_at is None:
            continue
        author_id = authors.get(step_id, step_id)
        outcomes[author_id][outcome] += 1
        waiting[author_id].append(minutes(created_at, claimed_at or done_at))
        handling[author_id].append(minutes(claimed_at, done_at) if claimed_at else 0)
    return [
        StepHistory(
            step_id=step_id,
            count=counts.total(),
            outcomes={key: count / counts.total() for key, count in sorted(counts.items())},
            waiting_minutes=round(median(waiting[step_id])),
            handling_minutes=round(median(handling[step_id])),
        )
        for step_id, counts in sorted(outcomes.items())
        if counts.total() >= LEAST_COUNT
    ]


def _authors(process_version_ids: Collection[UUID]) -> dict[str, str]:
    """Frozen step ids that are copies out of a sub-process, to the author's."""
    tables = ProcessVersion.objects.filter(id__in=list(process_version_ids))
    return {
        step.id: step.author_id
        for table in tables.values_list("table", flat=True)
        for step in table_from_json(table).steps
        if step.origin
    }
