from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.kernel import events
from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id
from motcua.workflow import api, tasks
from tenants.api import current_tenant, in_tenant
from tests.factories.workflow import outcome, step, usual_table


@pytest.fixture
def heard() -> Iterator[list[events.DomainEvent]]:
    told: list[events.DomainEvent] = []

    def note(event: events.DomainEvent, at: datetime) -> None:
        told.append(event)

    kinds = (api.StepTimedOut, api.WorkItemOverdue)
    for kind in kinds:
        events.subscribe(kind, note)
    yield told
    for kind in kinds:
        events._immediate[kind].remove(note)


@pytest.fixture
def confirming(inside_province: Any, friday: datetime) -> api.Progress:
    """The citizen confirms a draft within an hour; silence means agreement."""
    table = api.StepTable(
        (
            step(
                "confirm",
                outcome("agree", "sign"),
                outcome("object", "end:stopped", reason=True),
                role="applicant",
                kind="citizen",
                timeout="agree",
            ),
            step("sign", outcome("ok", "end:issued"), role="leader", kind="approve"),
        )
    )
    version_id = api.freeze_process(key="confirm", table=table, now=friday)
    return api.start_process(process_version_id=version_id, subject_id=new_id(), now=friday)


def test_silence_takes_the_named_outcome_once(
    confirming: api.Progress, friday: datetime, heard: list[Any]
) -> None:
    assert api.fire_timers(now=friday + timedelta(minutes=59)) == 0
    late = friday + timedelta(minutes=61)
    assert api.fire_timers(now=late) == 1
    assert api.fire_timers(now=late) == 0
    timed_out = [event for event in heard if isinstance(event, api.StepTimedOut)]
    assert [(event.step_id, event.outcome) for event in timed_out] == [("confirm", "agree")]
    progress = api.find_progress(confirming.subject_id)
    assert progress is not None
    assert progress.current_step_ids == ("sign",)
    assert progress.closed[0].done_by == "system"


def test_an_answer_in_time_cancels_the_timer(
    confirming: api.Progress, friday: datetime, heard: list[Any]
) -> None:
    item_id = confirming.opened[0].id
    api.complete_item(item_id=item_id, outcome="object", by=SYSTEM, now=friday, note="Sai tên")
    assert api.fire_timers(now=friday + timedelta(days=9)) == 0
    assert heard == []


def test_a_pause_moves_the_silence_too(
    confirming: api.Progress, friday: datetime, heard: list[Any]
) -> None:
    subject_id = confirming.subject_id
    api.pause_items(subject_id=subject_id, reason="Chờ", by=SYSTEM, now=friday)
    later = friday + timedelta(minutes=90)
    assert api.fire_timers(now=later) == 0
    (resumed,) = api.resume_items(subject_id=subject_id, by=SYSTEM, now=later)
    assert api.fire_timers(now=resumed.due_at - timedelta(minutes=1)) == 0
    assert api.fire_timers(now=resumed.due_at) == 1
    assert [type(event) for event in heard] == [api.StepTimedOut]


def test_a_cancelled_process_leaves_no_timer(
    confirming: api.Progress, friday: datetime, heard: list[Any]
) -> None:
    api.cancel_process(subject_id=confirming.subject_id, end_key="withdrawn", by=SYSTEM, now=friday)
    assert api.fire_timers(now=friday + timedelta(days=9)) == 0
    assert heard == []


def test_overdue_is_told_once_and_not_while_paused(
    started: api.Progress, friday: datetime, heard: list[Any]
) -> None:
    api.pause_items(subject_id=started.subject_id, reason="Chờ", by=SYSTEM, now=friday)
    later = friday + timedelta(days=7)
    assert api.fire_timers(now=later) == 0
    api.resume_items(subject_id=started.subject_id, by=SYSTEM, now=later)
    overdue = later + timedelta(days=4)
    assert api.fire_timers(now=overdue) == 1
    assert api.fire_timers(now=overdue) == 0
    (event,) = heard
    assert (event.step_id, event.role) == ("receive", "receptionist")
    assert api.get_item(event.item_id).is_overdue(overdue)


def test_one_failing_case_does_not_hold_up_the_others(
    started: api.Progress, confirming: api.Progress, friday: datetime, heard: list[Any]
) -> None:
    def fail(event: api.StepTimedOut, at: datetime) -> None:
        raise RuntimeError("defect")

    events.subscribe(api.StepTimedOut, fail)
    late = friday + timedelta(hours=2)
    try:
        api.fire_timers(now=late)
    finally:
        events._immediate[api.StepTimedOut].remove(fail)
    progress = api.find_progress(confirming.subject_id)
    assert progress is not None
    assert progress.current_step_ids == ("confirm",)
    told = [event for event in heard if isinstance(event, api.WorkItemOverdue)]
    assert started.opened[0].id in {event.item_id for event in told}
    assert api.fire_timers(now=late) == 1


def test_the_sweep_wakes_only_tenants_with_something_due(
    province: Any, ministry: Any, friday: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(tasks.fire_due_timers, "delay", lambda: woken.append(current_tenant().slug))
    tasks.sweep()
    assert woken == []
    with in_tenant(ministry.schema_name):
        version_id = api.freeze_process(key="due", table=usual_table(), now=friday)
        api.start_process(process_version_id=version_id, subject_id=new_id(), now=friday)
    tasks.sweep()
    assert woken == ["bqp"]
    with in_tenant(ministry.schema_name):
        assert tasks.fire_due_timers.run() == 1
    tasks.sweep()
    assert woken == ["bqp"]
