"""One process with everything in it: branches, an opinion, a choice, an automatic step, a date."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.casework import api
from motcua.casework.models import Case, Decision, Holding
from motcua.catalogue.models import VersionWithdrawal
from motcua.identity.staff.models import RoleAssignment
from motcua.notifications.models import Message
from motcua.workflow import api as workflow
from tests.factories.casework import (
    RECEPTION,
    RELEASE,
    RETURN,
    SIGN,
    Office,
    actor,
    outcome,
    step,
    usual_office,
)
from tests.factories.submissions import field

ENTRY = {
    "id": "pag_visit",
    "title": {"vi": "Kết quả xác minh"},
    "fields": [
        field("visit_on", "date", required=True, label="Ngày kiểm tra lại"),
        field("finding", "long_text", label="Nhận xét"),
    ],
}
FEW = {"op": "le", "args": [{"ref": "fld_copies"}, {"value": 5}]}


def routing(name: str, kind: str, *outcomes: dict[str, Any], **rest: Any) -> dict[str, Any]:
    made = step(name, kind, "", *outcomes, **rest)
    return {**made, "working_minutes": None}


def all_kinds() -> dict[str, Any]:
    accept, refuse = RECEPTION["outcomes"]
    return {
        "steps": [
            {**RECEPTION, "outcomes": [{**accept, "to": "stp_both"}, refuse]},
            routing(
                "both",
                "parallel",
                outcome("joined", "stp_pick"),
                branches=["stp_visit", "stp_opinion"],
                label="Xác minh và lấy ý kiến",
            ),
            step(
                "visit",
                "review",
                "specialist",
                outcome("seen", "join:stp_both", "Đã xác minh"),
                label="Kiểm tra thực địa",
                entry=ENTRY,
                note_required=True,
                reminders=[{"working_minutes_before": 30}],
                escalation={"working_minutes_after": 60, "to": "leader"},
            ),
            step(
                "opinion",
                "consult",
                "division_head",
                outcome("agree", "join:stp_both", "Đồng ý"),
                outcome("against", "join:stp_both", "Không đồng ý", requires_reason=True),
                timeout_outcome="out_agree",
                working_minutes=480,
                label="Lấy ý kiến",
            ),
            routing(
                "pick",
                "choice",
                {**outcome("few", "stp_again", "Ít bản"), "when": FEW},
                outcome("many", "stp_sign", "Nhiều bản"),
                label="Số bản",
            ),
            routing(
                "again",
                "wait_date",
                outcome("come", "stp_check"),
                until={"field": "fld_visit_on", "days_before": 1},
                label="Chờ ngày kiểm tra lại",
            ),
            step(
                "check",
                "automatic",
                "specialist",
                outcome("found", "stp_sign", "Có"),
                outcome("none", "stp_look", "Không"),
                action="test_check",
                label="Đối chiếu",
            ),
            step("look", "review", "specialist", outcome("ok", "stp_sign")),
            {**SIGN, "outcomes": [SIGN["outcomes"][0]]},
            RELEASE,
            RETURN,
        ]
    }


class Shaky(api.Action):
    """Fails as often as it is told to."""

    key = "test_check"
    label = "Thử"
    failures = 0

    def run(self, call: api.ActionCall) -> api.ActionResult:
        if Shaky.failures:
            Shaky.failures -= 1
            raise api.ActionFailed("Cơ sở dữ liệu dân cư không trả lời.")
        return api.ActionResult("out_found", f"Đã thấy {call.answers['fld_visit_on']}")


def item_of(case: Case, step_id: str) -> workflow.WorkItemView:
    return next(one for one in workflow.active_items_of(case.pk) if one.step_id == step_id)


def fire(office: Office) -> None:
    workflow.fire_timers(now=office.now)
    office.run_later_work()


def told(template: str) -> int:
    return Message.objects.filter(event=template).count()


def test_a_dossier_through_every_kind_of_step(inside_province: Any) -> None:
    with api.actions.temporarily(Shaky()):
        office = usual_office(process=all_kinds(), clock={"unit": "working_days", "amount": 10})
        head = actor("division_head", agency=office.agency)
        case = office.received()

        # Both branches wait at once, in two inboxes; the more urgent one stands on the dossier.
        held = {row.step_id: row.role for row in Holding.objects.filter(case=case)}
        assert held == {"stp_visit": "specialist", "stp_opinion": "division_head"}
        assert case.holder_step_id == "stp_visit"

        # Reminded before the due, told when late, escalated after.
        office.later(minutes=31)
        fire(office)
        assert told("work_due_soon") == 1
        office.later(minutes=31)
        fire(office)
        assert told("work_overdue") == 1
        office.later(minutes=60)
        fire(office)
        fire(office)
        assert (told("work_escalated"), told("work_overdue"), told("work_due_soon")) == (1, 1, 1)

        # What the step asks for is asked for.
        visit = item_of(case, "stp_visit")
        asked = api.step_entry(visit.id)
        assert asked.note_required
        assert asked.page is not None
        given = {
            "f-fld_visit_on-day": ["24"],
            "f-fld_visit_on-month": ["6"],
            "f-fld_visit_on-year": ["2026"],
            "f-fld_finding": ["Nhà đúng như hồ sơ"],
        }
        see = {"work_item_id": visit.id, "outcome": "out_seen", "by": office.specialist}
        with pytest.raises(api.ReasonMissing):
            api.decide(**see, now=office.now, entry=given)
        with pytest.raises(api.EntryInvalid) as refused:
            api.decide(**see, now=office.now, note="Đã xem", entry={})
        assert refused.value.details["faults"][0]["field"] == "fld_visit_on"
        api.decide(**see, now=office.now, note="Đã xem", entry=given)
        kept = Decision.objects.get(work_item_id=visit.id)
        assert kept.entry["answers"]["fld_visit_on"] == "2026-06-24"

        # One branch arrived, the other still waits: silence is consent.
        case.refresh_from_db()
        assert case.holder_step_id == "stp_opinion"
        assert case.holder_role == "division_head"
        opinion = item_of(case, "stp_opinion")
        office.now = opinion.due_at + timedelta(minutes=1)
        fire(office)
        fire(office)
        assert Decision.objects.get(work_item_id=opinion.id).outcome == "out_agree"
        with pytest.raises(workflow.WorkItemTaken):
            api.decide(
                work_item_id=opinion.id, outcome="out_against", by=head, now=office.now, note="x"
            )

        # The answers chose; the date is the officer's, a day before.
        case.refresh_from_db()
        waiting = item_of(case, "stp_again")
        assert waiting.due_at.isoformat() == "2026-06-22T17:00:00+00:00"
        assert waiting.role == ""
        chosen = [one for one in workflow.items_of(case.pk) if one.kind == "choice"]
        assert [one.outcome for one in chosen] == ["out_few"]

        # The automatic step fails, is tried again later and later, and falls to a person.
        Shaky.failures = 5
        office.now = waiting.due_at + timedelta(minutes=1)
        fire(office)
        for pause in workflow.PAUSES:
            assert item_of(case, "stp_check").role == ""
            office.now += pause
            fire(office)
        check = item_of(case, "stp_check")
        assert (check.role, check.attempts) == ("specialist", 5)
        assert "không trả lời" in check.failure
        assert told("work_failed") == 1
        case.refresh_from_db()
        assert case.holder_role == "specialist"
        api.retry_step(work_item_id=check.id, by=office.specialist, now=office.now)
        office.run_later_work()
        case.refresh_from_db()
        assert case.holder_step_id == "stp_sign"

        # To the end; the history shows what was filled in, and is whole.
        office.decide(case, "sign", office.leader)
        office.decide(case, "released", office.clerk)
        office.hand_over(case)
        assert not Holding.objects.filter(case=case).exists()
        lines = api.timeline(case.pk, by=office.specialist)
        assert any("Nhà đúng như hồ sơ" in str(row.value) for one in lines for row in one.filled)
        citizens = api.timeline(case.pk, by=office.citizen)
        assert not any(one.filled for one in citizens)
        assert api.verify_case_chain(case.pk).intact


def test_a_role_that_is_gone_a_clock_that_went_back_and_a_lost_message(
    inside_province: Any,
) -> None:
    office = usual_office()
    case = office.received()
    item = item_of(case, "stp_appraise")
    specialist = office.specialist
    takers = api.who_may_take(item.id, now=office.now).takers
    assert {one.id for one in takers} == {specialist.id}

    # The role is taken from its last holder: who may assign gives the step to somebody.
    head = actor("division_head", agency=office.agency)
    RoleAssignment.objects.filter(account=specialist.id).delete()
    who = api.who_may_take(item.id, now=office.now)
    assert who.is_stranded
    assert head.id in {one.id for one in who.stand_ins}
    api.assign_work(work_item_id=item.id, staff_id=head.id, by=head, now=office.now)
    case.refresh_from_db()
    assert case.holder_assignee_id == head.id

    # Timers of an earlier hour fire nothing; the same hour fires once.
    late = item.due_at + timedelta(hours=1)
    assert workflow.fire_timers(now=late) == 1
    assert workflow.fire_timers(now=late - timedelta(days=3)) == 0
    assert workflow.fire_timers(now=late) == 0

    # The decision is taken, the worker dies before it tells anybody: it is told later, once.
    office.now = late
    office.run_later_work()
    assert told("work_overdue") == 1
    api.decide(work_item_id=item.id, outcome="out_pass", by=head, now=office.now)
    office.run_later_work()
    assert told("work_overdue") == 1
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"

    # The version is withdrawn: nobody files any more, what runs goes on as it was published.
    VersionWithdrawal.objects.create(version_id=case.version_id, withdrawn_at=office.now)
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    assert Case.objects.get(pk=case.pk).holder_step_id == "stp_return"
