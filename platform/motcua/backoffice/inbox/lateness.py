"""Why a dossier is late, from what is recorded: which step overran, what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework import api as casework
from motcua.casework.api import NationalState
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

MOST_COUNTED: Final = 1_000
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A step that took longer than it was given. ``over``: working minutes, in words."""

    name: str
    who: str
    over: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Lateness:
    """``waits``: in words, what it waits for now; empty while an officer works on it."""

    waits: str = ""
    steps: tuple[Step, ...] = ()
    apologies: int = 0


def why_late(case_ids: Sequence[UUID], *, by: Actor, now: datetime) -> dict[UUID, Lateness]:
    """For one page of dossiers, by a fixed number of queries."""
    facts = casework.lateness_facts(case_ids, by=by)
    calendar = workflow.tenant_calendar()
    found = {}
    for case_id in case_ids:
        fact = facts.get(case_id)
        if fact is None:
            found[case_id] = Lateness()
            continue
        over = [
            (calendar.working_minutes_between(each.due_at, each.done_at or now), each)
            for each in fact.steps
            if each.due_at < (each.done_at or now)
        ]
        over.sort(key=lambda pair: -pair[0])
        steps = tuple(
            Step(
                each.name,
                each.who or _("chưa có người nhận"),
                _in_words(minutes, calendar.minutes_per_day),
                each.done_at is None,
            )
            for minutes, each in over[:_SHOWN]
        )
        found[case_id] = Lateness(_waits(fact), steps, fact.apology_count)
    return found


def _in_words(minutes: int, day: int) -> str:
    """Days alone from two days on, hours alone from an hour on: nobody needs more to see why."""
    minutes = max(minutes, 1)
    if minutes >= 2 * day:
        minutes = minutes // day * day
    elif minutes >= 60:
        minutes = minutes // 60 * 60
    return workflow.explain_minutes(minutes, minutes_per_day=day)


def _waits(fact: casework.LatenessFacts) -> str:
    if fact.state is NationalState.SUPPLEMENT:
        return _("Đang chờ người nộp bổ sung")
    if fact.state is NationalState.FEE:
        return _("Đang chờ người nộp thực hiện nghĩa vụ tài chính")
    if fact.pause_reason:
        return _("Đang tạm dừng: %(reason)s") % {"reason": fact.pause_reason}
    if fact.holder_kind == workflow.StepKind.CITIZEN:
        return _("Đang chờ người nộp xác nhận")
    if fact.holder_kind == workflow.StepKind.CONSULT:
        return _("Đang chờ ý kiến của %(name)s") % {"name": fact.holder_name or "–"}
    return ""
