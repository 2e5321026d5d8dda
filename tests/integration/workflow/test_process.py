"""A process from start to end, and everything that may happen on the way."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.ids import new_id
from motcua.workflow import api
from motcua.workflow.models import ProcessInstance, ProcessVersion, WorkItem
from tenants.context import as_owner
from tests.factories.workflow import local, outcome, shown, step, usual_table
from tests.integration.workflow.conftest import PROVINCE_OFFICE, WARD, staff

RECEPTIONIST, SPECIALIST = staff("receptionist"), staff("specialist")
LEADER, RETURNER = staff("leader"), staff("returner")


def do(
    progress: api.Progress, choice: str, by: Actor, now: datetime, note: str = ""
) -> api.Progress:
    return api.complete_item(
        item_id=progress.opened[0].id, outcome=choice, by=by, now=now, note=note
    )


def test_from_reception_to_hand_over(started: api.Progress, friday: datetime) -> None:
    (item,) = started.opened
    assert (item.step_id, item.role, item.agency_id) == ("receive", "receptionist", WARD)
    assert shown(item.due_at) == "24/04/2026 10:00"
    assert started.national_state == 1
    assert started.remaining_minutes == 60 + 180 + 120 + 60

    progress = do(started, "accept", RECEPTIONIST, friday)
    assert progress.closed[0].outcome == "accept"
    assert progress.closed[0].done_by == RECEPTIONIST.reference
    assert progress.opened[0].agency_id == PROVINCE_OFFICE
    assert (progress.national_state, progress.remaining_minutes) == (4, 360)

    afternoon = friday + timedelta(hours=7)
    progress = do(progress, "pass", SPECIALIST, afternoon)
    assert shown(progress.opened[0].due_at) == "28/04/2026 08:00"
    progress = do(progress, "sign", LEADER, afternoon)
    assert progress.national_state == 9
    progress = do(progress, "handed", RETURNER, afternoon)
    assert (progress.ended, progress.end_key, progress.national_state) == (True, "issued", 10)
    assert progress.opened == ()
    found = api.find_progress(started.subject_id)
    assert found is not None
    assert [one.outcome for one in found.closed] == ["accept", "pass", "sign", "handed"]
    assert found.national_state == 10


def test_supplement_goes_to_the_applicant_and_back(started: api.Progress, friday: datetime) -> None:
    progress = do(started, "accept", RECEPTIONIST, friday)
    with pytest.raises(api.ReasonRequired):
        do(progress, "supplement", SPECIALIST, friday)
    asked = do(progress, "supplement", SPECIALIST, friday, "Thiếu giấy khai sinh")
    (item,) = asked.opened
    assert (item.role, item.agency_id, asked.national_state) == ("applicant", None, 5)
    applicant = Actor(kind="applicant", id=item.assignee_id)
    stranger = Actor(kind="applicant", id=new_id())
    with pytest.raises(api.WorkItemTaken):
        do(asked, "sent", stranger, friday)
    assert do(asked, "sent", applicant, friday).current_step_ids == ("appraise",)


def test_a_refusal_at_the_counter(started: api.Progress, friday: datetime) -> None:
    progress = do(started, "refuse", RECEPTIONIST, friday, "Không đúng thẩm quyền")
    assert (progress.end_key, progress.national_state) == ("refused", 3)


def test_only_the_right_person_may_do_it(started: api.Progress, friday: datetime) -> None:
    elsewhere = staff("receptionist", agencies=(new_id(),))
    for wrong in (SPECIALIST, elsewhere, staff("receptionist", agencies=()), ANONYMOUS):
        with pytest.raises(api.WorkItemNotYours):
            do(started, "accept", wrong, friday)
    with pytest.raises(api.OutcomeUnknown):
        do(started, "sign", RECEPTIONIST, friday)
    with pytest.raises(api.WorkItemMissing):
        api.complete_item(item_id=new_id(), outcome="accept", by=SYSTEM, now=friday)
    assert api.get_item(started.opened[0].id) == started.opened[0]
    assert do(started, "accept", SYSTEM, friday).closed[0].done_by == "system"


def test_claim_release_assign(started: api.Progress, friday: datetime) -> None:
    item_id = started.opened[0].id
    colleague = staff("receptionist")
    claimed = api.claim_item(item_id=item_id, by=RECEPTIONIST, now=friday)
    assert (claimed.status, claimed.assignee_id) == ("claimed", RECEPTIONIST.id)
    assert api.claim_item(item_id=item_id, by=RECEPTIONIST, now=friday) == claimed
    with pytest.raises(api.WorkItemTaken):
        api.claim_item(item_id=item_id, by=colleague, now=friday)
    with pytest.raises(api.WorkItemTaken):
        do(started, "accept", colleague, friday)
    with pytest.raises(api.WorkItemTaken):
        api.release_item(item_id=item_id, by=colleague)
    assert api.release_item(item_id=item_id, by=RECEPTIONIST).assignee_id is None
    assert colleague.id is not None
    assigned = api.assign_item(item_id=item_id, assignee_id=colleague.id)
    assert (assigned.status, assigned.assignee_id) == ("open", colleague.id)
    with pytest.raises(api.WorkItemTaken):
        do(started, "accept", RECEPTIONIST, friday)
    do(started, "accept", colleague, friday)
    with pytest.raises(api.WorkItemTaken):
        api.claim_item(item_id=item_id, by=colleague, now=friday)


def test_the_second_completion_is_told_so(started: api.Progress, friday: datetime) -> None:
    do(started, "accept", RECEPTIONIST, friday)
    with pytest.raises(api.WorkItemTaken):
        do(started, "accept", RECEPTIONIST, friday)


def test_one_running_process_per_subject(started: api.Progress, friday: datetime) -> None:
    version_id = ProcessInstance.objects.get(id=started.instance_id).version_id
    with pytest.raises(api.ProcessAlreadyRunning):
        api.start_process(process_version_id=version_id, subject_id=started.subject_id, now=friday)
    api.cancel_process(subject_id=started.subject_id, end_key="withdrawn", by=SYSTEM, now=friday)
    again = api.start_process(
        process_version_id=version_id, subject_id=started.subject_id, now=friday
    )
    assert again.instance_id != started.instance_id
    assert len(api.items_of(started.subject_id)) == 2


def test_cancelling_closes_everything(started: api.Progress, friday: datetime) -> None:
    progress = api.cancel_process(
        subject_id=started.subject_id, end_key="stopped", by=SYSTEM, now=friday, note="Trùng"
    )
    assert (progress.ended, progress.end_key, progress.national_state) == (True, "stopped", 8)
    assert [item.status for item in progress.closed] == ["cancelled"]
    with pytest.raises(api.ProcessNotRunning):
        api.cancel_process(subject_id=started.subject_id, end_key="stopped", by=SYSTEM, now=friday)
    with pytest.raises(api.OutcomeUnknown):
        api.cancel_process(subject_id=new_id(), end_key="lost", by=SYSTEM, now=friday)


def test_pause_and_resume_extend_by_working_time(started: api.Progress, friday: datetime) -> None:
    subject_id = started.subject_id
    with pytest.raises(api.ReasonRequired):
        api.pause_items(subject_id=subject_id, reason=" ", by=SYSTEM, now=friday)
    paused = api.pause_items(
        subject_id=subject_id,
        reason="Chờ nộp lệ phí",
        by=SYSTEM,
        now=friday + timedelta(minutes=30),
    )
    assert paused[0].is_paused
    with pytest.raises(api.ProcessPaused):
        api.pause_items(subject_id=subject_id, reason="nữa", by=SYSTEM, now=friday)
    (resumed,) = api.resume_items(subject_id=subject_id, by=SYSTEM, now=local(28, 4, 2026, "08:00"))
    # 2 h on Friday morning, 3.5 h in the afternoon and 1 h on Tuesday did not count.
    assert shown(resumed.due_at) == "28/04/2026 08:30"
    assert resumed.original_due_at == started.opened[0].due_at
    assert not resumed.is_paused
    (pause,) = api.list_pauses(subject_id)
    assert pause.extended_minutes == 120 + 210 + 60
    with pytest.raises(api.ProcessNotPaused):
        api.resume_items(subject_id=subject_id, by=SYSTEM, now=friday)


def test_completing_a_paused_item_ends_the_pause(started: api.Progress, friday: datetime) -> None:
    api.pause_items(subject_id=started.subject_id, reason="Chờ", by=SYSTEM, now=friday)
    progress = do(started, "accept", RECEPTIONIST, friday + timedelta(minutes=20))
    assert progress.closed[0].due_at == started.opened[0].due_at + timedelta(minutes=20)
    assert api.list_pauses(started.subject_id)[0].extended_minutes == 20
    assert not progress.opened[0].is_paused


def test_recount_starts_a_step_afresh(started: api.Progress, friday: datetime) -> None:
    progress = do(started, "accept", RECEPTIONIST, friday)
    asked = do(progress, "supplement", SPECIALIST, friday, "Thiếu")
    tuesday = local(28, 4, 2026, "07:30")
    fresh = api.reset_to_step(
        subject_id=started.subject_id, step_id="receive", by=SYSTEM, now=tuesday
    )
    assert [item.id for item in fresh.closed] == [asked.opened[0].id]
    assert fresh.current_step_ids == ("receive",)
    assert shown(fresh.opened[0].due_at) == "28/04/2026 08:30"
    assert do(fresh, "accept", RECEPTIONIST, tuesday).current_step_ids == ("appraise",)
    with pytest.raises(api.StepUnknown):
        api.reset_to_step(subject_id=started.subject_id, step_id="gone", by=SYSTEM, now=tuesday)


def test_the_same_officer_gets_the_later_step(inside_province: Any, friday: datetime) -> None:
    table = api.StepTable(
        (
            step("draft", outcome("done", "sign"), kind="draft"),
            step("sign", outcome("ok", "post"), role="leader", kind="approve"),
            step("post", outcome("ok", "end:issued"), role="officer:draft", kind="issue"),
        )
    )
    version_id = api.freeze_process(key="same-officer", table=table, now=friday)
    progress = api.start_process(process_version_id=version_id, subject_id=new_id(), now=friday)
    assert progress.opened[0].agency_id is None
    progress = do(do(progress, "done", SPECIALIST, friday), "ok", LEADER, friday)
    assert progress.opened[0].assignee_id == SPECIALIST.id
    with pytest.raises(api.WorkItemTaken):
        do(progress, "ok", staff("specialist"), friday)
    assert do(progress, "ok", SPECIALIST, friday).ended


def test_versions_are_shared_by_content_and_never_change(
    inside_province: Any, friday: datetime
) -> None:
    table = usual_table()
    first = api.freeze_process(key="p", table=table, now=friday)
    assert api.freeze_process(key="p", table=table, now=friday) == first
    assert api.freeze_process(key="q", table=table, now=friday) != first
    assert api.get_step_table(first) == table
    assert api.get_step(first, "sign").role == "leader"
    assert "exclusiveGateway" in api.get_bpmn(first)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ProcessVersion.objects.filter(id=first).update(key="x")
    with (
        pytest.raises((InternalError, IntegrityError)),
        transaction.atomic(),
        as_owner(),
    ):
        ProcessVersion.objects.filter(id=first).update(key="x")
    broken = replace(table, total_minutes=1)
    with pytest.raises(api.ProcessInvalid) as refused:
        api.freeze_process(key="p", table=broken, now=friday)
    assert refused.value.details["problems"]
    with pytest.raises(api.ProcessMissing):
        api.get_bpmn(new_id())


def test_the_database_refuses_half_closed_items(started: api.Progress, friday: datetime) -> None:
    for change in (
        {"done_at": friday},
        {"done_by": "staff:x"},
        {"status": "done"},
        {"status": "claimed"},
        {"outcome": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkItem.objects.filter(id=started.opened[0].id).update(**change)


def test_the_saved_state_is_small(started: api.Progress, friday: datetime) -> None:
    do(started, "accept", RECEPTIONIST, friday)
    instance = ProcessInstance.objects.get(id=started.instance_id)
    assert len(bytes(instance.state)) < 8192
    assert instance.revision == 2
