"""One request that lists everything, and what it does to the clock."""

from datetime import timedelta

import pytest

from motcua.casework import api
from motcua.casework.models import Case, DueChange, Paper, SupplementRequest
from motcua.kernel.audit import verify_chain
from motcua.submissions.api import get_draft, get_submission
from motcua.submissions.models import Draft
from tests.factories.casework import document, make_office, steps_with_supply
from tests.integration.casework.test_flow import states_of

STATES = api.NationalState


def ends_in(case, state):
    case.refresh_from_db()
    assert case.state is state


def test_the_clock_stands_still_until_the_citizen_answers(office):
    case = office.received()
    first_due = case.due_at
    office.later(hours=2)
    asked = office.ask(case)
    assert (asked.sequence, asked.counts_overdue) == (1, False)
    ends_in(case, STATES.SUPPLEMENT)
    assert case.deadline_at is None
    assert case.paused_at == office.now
    office.later(days=1)
    office.answer(case)
    ends_in(case, STATES.RECEIVED)
    # One whole day was the citizen's: Thursday 17:00 becomes Friday 17:00.
    assert case.due_at == first_due + timedelta(days=1)
    assert case.deadline_at == case.due_at
    assert list(
        DueChange.objects.filter(case=case).order_by("at").values_list("kind", flat=True)
    ) == [
        "set",
        "pause",
        "resume",
    ]
    office.decide(case, "pass", office.specialist)
    assert verify_chain(case.audit_subject).intact


def test_the_corrected_answers_are_what_is_judged(office):
    case = office.received()
    office.ask(case)
    receipt = office.answer(case)
    case.refresh_from_db()
    assert case.submission_id == receipt.submission_id
    assert case.first_submission_id != receipt.submission_id
    answers = get_submission(case.submission_id, by=office.citizen).answers
    assert answers["fld_copies"] == 3
    request = SupplementRequest.objects.get(case=case)
    assert request.answer_submission_id == receipt.submission_id
    assert Paper.objects.filter(case=case, kind="supplement_02").exists()


def test_recount_gives_the_whole_term_again(inside_province):
    clock = {"unit": "working_days", "amount": 3, "supplement_mode": "recount"}
    office = make_office(**document(clock=clock))
    case = office.received()
    office.later(days=1)
    office.ask(case)
    office.later(days=1)
    office.answer(case)
    case.refresh_from_db()
    # Complete on Wednesday 17/06: three working days end on Monday 22/06.
    assert case.due_at.isoformat() == "2026-06-22T10:00:00+00:00"
    assert DueChange.objects.filter(case=case, kind="recount").exists()


def test_the_authors_own_way_to_the_citizen_is_taken(inside_province):
    office = make_office(**document(process={"steps": steps_with_supply()}))
    case = office.received()
    api.claim_work(work_item_id=case.holder_item_id, by=office.specialist, now=office.now)
    office.ask(case)
    ends_in(case, STATES.SUPPLEMENT)
    assert case.holder_step_id == "stp_supply"
    assert case.holder_assignee_name == "Trần Thị Mẫu"
    office.later(hours=3)
    office.answer(case)
    ends_in(case, STATES.PROCESSING)
    assert case.holder_step_id == "stp_appraise"
    assert states_of(case) == [1, 2, 4, 5, 4]


def test_before_reception_the_dossier_stays_unreceived(office):
    case = office.file()
    office.ask(case, office.receptionist, "fld_copies", "fld_paper")
    ends_in(case, STATES.SUPPLEMENT)
    assert case.code is None
    office.later(days=1)
    office.answer(case)
    ends_in(case, STATES.REGISTERED)
    assert case.reception_due_at > office.now
    office.receive(case)
    ends_in(case, STATES.RECEIVED)


def test_a_second_request_counts_as_overdue(office):
    case = office.received()
    office.ask(case)
    office.answer(case)
    office.later(minutes=5)
    again = office.ask(case)
    assert again.counts_overdue
    row = api.get_case(case.pk, by=office.specialist, now=office.now).row
    assert row.is_late


def test_only_one_request_at_a_time_and_no_decision_meanwhile(office):
    case = office.received()
    office.ask(case)
    with pytest.raises(api.SupplementOpen):
        office.ask(case)
    with pytest.raises(api.SupplementOpen):
        office.decide(case, "pass", office.specialist)
    office.decide(case, "reject", office.specialist, note="Quá hạn bổ sung")
    ends_in(case, STATES.DONE)


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ([], "items"),
        ([api.SupplementWish("field", "fld_none", "Sai")], "items.0.target"),
        ([api.SupplementWish("component", "cmp_none", "Sai")], "items.0.target"),
        ([api.SupplementWish("field", "fld_copies", "  ")], "items.0.reason"),
        ([api.SupplementWish("field", "fld_copies", "Sai", "because")], "items.0.target"),
    ],
)
def test_every_line_needs_a_place_and_a_reason(office, wishes, field):
    case = office.received()
    with pytest.raises(api.SupplementInvalid) as refused:
        api.ask_supplement(case_id=case.pk, items=wishes, by=office.specialist, now=office.now)
    assert refused.value.field == field
    ends_in(case, STATES.RECEIVED)
    assert not SupplementRequest.objects.exists()
    assert not Draft.objects.filter(supersedes=case.submission_id).exists()


def test_a_paper_of_the_dossier_opens_the_question_that_takes_it(office):
    case = office.received()
    wish = api.SupplementWish("component", "cmp_birth", "Ảnh mờ", "unreadable")
    api.ask_supplement(case_id=case.pk, items=[wish], by=office.specialist, now=office.now)
    view = api.get_case(case.pk, by=office.citizen, now=office.now).open_supplement
    assert [(item.label, item.reason) for item in view.items] == [("Giấy chứng sinh", "Ảnh mờ")]
    draft = get_draft(view.correction_id, by=office.citizen)
    assert draft.open_fields == {"fld_paper"}


def test_stopping_closes_the_request_and_discards_its_draft(office):
    case = office.received()
    office.ask(case)
    correction = SupplementRequest.objects.get(case=case).correction_id
    api.stop_case(case_id=case.pk, reason="Hết hạn bổ sung", by=office.leader, now=office.now)
    office.run_later_work()
    assert SupplementRequest.objects.get(case=case).closed_at is not None
    assert get_draft(correction, by=office.citizen).status == "discarded"
    ends_in(case, STATES.STOPPED)


def test_an_officer_may_take_the_request_back(office):
    case = office.received()
    office.ask(case)
    office.later(hours=1)
    api.cancel_supplement(
        case_id=case.pk, reason="Đã nộp bản giấy", by=office.specialist, now=office.now
    )
    ends_in(case, STATES.RECEIVED)
    assert case.paused_at is None
    assert Case.objects.get(pk=case.pk).deadline_at == case.due_at
