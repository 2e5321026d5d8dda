"""What the designer posts to try a process out, read and checked."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.backoffice.designer.posted import BodyInvalid, read_time
from motcua.casework.api import PastYear, due_rule_of
from motcua.catalogue.api import ServiceDocument
from motcua.workflow.api import (
    DueRule,
    StepTable,
    TermInvalid,
    WorkingCalendar,
    tenant_calendar,
)
from motcua.workflow.simulation.api import (
    MAX_MOVES,
    MAX_PEOPLE,
    Arrivals,
    Order,
    PlayMove,
    Scenario,
    StepInput,
    suggest_inputs,
    suggest_people,
)

SUGGESTED_A_DAY: Final = 20
SUGGESTED_DAYS: Final = 60
_MOST_MINUTES: Final = 1_000_000


def read_channel(data: Mapping[str, Any]) -> str:
    channel = data.get("channel", "online")
    if channel not in ("online", "counter"):
        raise _wrong("channel")
    return str(channel)


def rule_of(document: ServiceDocument, channel: str) -> DueRule | None:
    """``None`` while the author gave no term."""
    try:
        return due_rule_of(document.clock, channel=channel)
    except TermInvalid:
        return None


def read_moves(data: Mapping[str, Any]) -> list[PlayMove]:
    moves = data.get("moves", [])
    if not isinstance(moves, list) or len(moves) > MAX_MOVES:
        raise _wrong("moves")
    return [_move(each) for each in moves]


def _move(move: Any) -> PlayMove:
    if not isinstance(move, dict):
        raise _wrong("moves")
    step, outcome, minutes = move.get("step"), move.get("outcome", ""), move.get("minutes", 0)
    timeout = move.get("timeout", False)
    texts = isinstance(step, str) and isinstance(outcome, str)
    whole = isinstance(minutes, int) and not isinstance(minutes, bool)
    if not texts or not whole or not isinstance(timeout, bool):
        raise _wrong("moves")
    return PlayMove(step=str(step), outcome=outcome, minutes=minutes, timeout=timeout)


def read_start(data: Mapping[str, Any], now: datetime) -> datetime:
    """Within the years a calendar is good for."""
    start = _start_of(data) or now
    if abs(start - now) > timedelta(days=20 * 366):
        raise _wrong("start")
    return start


def _start_of(data: Mapping[str, Any]) -> datetime | None:
    value = data.get("start")
    if isinstance(value, str) and len(value) == len("2027-01-04"):
        try:
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        except ValueError:
            raise _wrong("start") from None
    return read_time(data, "start")


def read_scenario(
    data: Mapping[str, Any],
    *,
    document: ServiceDocument,
    table: StepTable,
    calendar: WorkingCalendar,
    past: PastYear | None,
    now: datetime,
) -> Scenario:
    """What is left out comes from the past year when that is run, else from the suggestions."""
    inputs = read_inputs(data, table, past)
    arrivals = _arrivals(data, past, calendar)
    a_day = arrivals.per_working_day or (past.per_working_day if past else 0) or SUGGESTED_A_DAY
    people = suggest_people(
        table, inputs, per_working_day=a_day, minutes_per_day=calendar.minutes_per_day
    )
    units = unit_calendars(table, calendar)
    return Scenario(
        table=table,
        calendar=calendar,
        start=past.since if past else read_start(data, now),
        arrivals=arrivals,
        people=people | _people(data),
        inputs=inputs,
        rule=rule_of(document, read_channel(data)),
        recount=document.clock.supplement_mode == "recount",
        unit_calendars=units,
        order=_order(data),
        seed=_whole(data.get("seed", 1), "seed", 0, 2**31),
    )


def suggested_scenario(
    document: ServiceDocument, table: StepTable, calendar: WorkingCalendar, now: datetime
) -> Scenario:
    """Nothing posted: a usual number of dossiers and a first guess at the people."""
    return read_scenario({}, document=document, table=table, calendar=calendar, past=None, now=now)


def unit_calendars(table: StepTable, common: WorkingCalendar) -> dict[str, WorkingCalendar]:
    """Of the units that steps name and that keep other hours than the tenant."""
    found = {}
    for key in sorted({step.agency for step in table.steps if step.agency.startswith("agency:")}):
        own = tenant_calendar(UUID(key.partition(":")[2]))
        if own is not common:
            found[key] = own
    return found


def wants_past(data: Mapping[str, Any]) -> bool:
    arrivals = data.get("arrivals", {})
    return isinstance(arrivals, dict) and arrivals.get("past") is True


def read_inputs(
    data: Mapping[str, Any], table: StepTable, past: PastYear | None
) -> dict[str, StepInput]:
    """By the id in ``table``; what is posted is known by the author's id."""
    posted = data.get("steps", {})
    if not isinstance(posted, dict):
        raise _wrong("steps")
    measured = {each.step_id: each for each in past.steps} if past else {}
    found = {}
    for step_id, suggested in suggest_inputs(table).items():
        author_id = table.step(step_id).author_id
        made = suggested
        if author_id in measured:
            known = measured[author_id]
            minutes = known.handling_minutes or known.waiting_minutes
            made = StepInput(float(minutes), known.outcomes)
        found[step_id] = _changed(made, posted.get(author_id, {}))
    return found


def _changed(made: StepInput, posted: Any) -> StepInput:
    if not isinstance(posted, dict):
        raise _wrong("steps")
    minutes = posted.get("handling_minutes", made.minutes)
    shares = posted.get("outcomes", dict(made.shares))
    if not isinstance(shares, dict) or len(shares) > 100:
        raise _wrong("steps")
    return StepInput(
        _number(minutes, "steps", _MOST_MINUTES),
        {str(key): _number(share, "steps", 1_000_000) for key, share in shares.items()},
    )


def _arrivals(
    data: Mapping[str, Any], past: PastYear | None, calendar: WorkingCalendar
) -> Arrivals:
    if past is not None:
        return Arrivals(times=_times(past, calendar), days=past.working_days)
    posted = data.get("arrivals", {})
    if not isinstance(posted, dict):
        raise _wrong("arrivals")
    return Arrivals(
        per_working_day=_number(posted.get("per_working_day", SUGGESTED_A_DAY), "arrivals", 1e6),
        days=_whole(posted.get("days", SUGGESTED_DAYS), "arrivals", 1, 10_000),
    )


def _times(past: PastYear, calendar: WorkingCalendar) -> list[datetime]:
    """Of each day only the count is known: its dossiers come evenly over the office day."""
    found = []
    for day, count in past.arrivals:
        opening = datetime.combine(day, datetime.min.time(), calendar.zone)
        first = calendar.next_working_moment(opening)
        length = calendar.minutes_per_day
        found += [
            calendar.add_working_minutes(first, round(length * (number + 0.5) / count))
            for number in range(count)
        ]
    return found


def _people(data: Mapping[str, Any]) -> dict[str, int]:
    posted = data.get("people", {})
    if not isinstance(posted, dict) or len(posted) > 500:
        raise _wrong("people")
    return {str(key): _whole(count, "people", 1, MAX_PEOPLE) for key, count in posted.items()}


def _order(data: Mapping[str, Any]) -> Order:
    try:
        return Order(data.get("order", "due"))
    except ValueError:
        raise _wrong("order") from None


def _whole(value: Any, field: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _wrong(field)
    return value


def _number(value: Any, field: str, most: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= most:
        raise _wrong(field)
    return float(value)


def _wrong(field: str) -> BodyInvalid:
    return BodyInvalid(_("Nội dung gửi lên không đúng định dạng."), field=field)
