"""The citizen's time to supplement: reminded, then over; and what they see while it runs."""

from datetime import timedelta

import pytest

from motcua.casework import api as casework
from motcua.casework.counter import api
from motcua.casework.counter.operations.supplement_deadlines import (
    end_overdue_supplements,
    remind_of_supplements,
)
from motcua.casework.models import SupplementRequest
from motcua.notifications.models import Message
from motcua.portal.runner.notes import supplement_notes
from motcua.submissions.models import Draft
from tests.factories.casework import actor, make_office

pytestmark = pytest.mark.django_db
ENDS = {"unit": "working_days", "amount": 3, "supplement_expiry": "end"}


def notices(case, event):
    return Message.objects.filter(subject_ref=case.audit_subject, event=event).count()


def test_reminded_once_and_ended_when_the_service_says_so(inside_province):
    office = make_office(clock=ENDS)
    case, early = office.received(), office.file()
    office.ask(case)
    office.ask(early, office.receptionist)
    due = SupplementRequest.objects.get(case=case).due_at
    assert remind_of_supplements(now=office.now) == 0
    office.now = due - timedelta(days=1)
    assert remind_of_supplements(now=office.now) == 2
    assert remind_of_supplements(now=office.now) == 0
    office.run_later_work()
    assert notices(case, "supplement_reminder") == 1
    assert end_overdue_supplements(now=office.now) == 0

    # One is answered in the last hour; the other two ways end by themselves.
    answered = office.received()
    office.ask(answered)
    office.answer(answered)
    office.now = due + timedelta(minutes=1)
    assert end_overdue_supplements(now=office.now) == 2
    assert end_overdue_supplements(now=office.now) == 0
    office.run_later_work()
    case.refresh_from_db()
    early.refresh_from_db()
    answered.refresh_from_db()
    assert case.state is casework.NationalState.STOPPED
    assert early.state is casework.NationalState.NOT_RECEIVED
    assert answered.finished_at is None
    assert notices(case, "stopped") == 1
    assert case.papers.filter(kind="stop_05").exists()
    request = SupplementRequest.objects.get(case=case)
    assert request.closed_at
    assert not request.answered_at
    # The way to answer is closed with it.
    assert Draft.objects.get(pk=request.correction_id).status == "discarded"


def test_without_the_rule_an_officer_decides(office):
    case = office.received()
    office.ask(case)
    office.later(days=60)
    assert end_overdue_supplements(now=office.now) == 0
    case.refresh_from_db()
    assert case.state is casework.NationalState.SUPPLEMENT


def test_the_end_is_a_working_day_and_the_reasons_stand_at_the_fields(office):
    case = office.received()
    saturday = office.now + timedelta(days=5)
    wish = casework.SupplementWish("field", "fld_copies", "Số bản ghi nhầm.", "wrong")
    asking = {"case_id": case.pk, "items": [wish], "by": office.specialist, "now": office.now}
    with pytest.raises(casework.DueInvalid):
        casework.ask_supplement(**asking, due_at=saturday)
    casework.ask_supplement(**asking)
    correction = SupplementRequest.objects.get(case=case).correction_id
    notes = supplement_notes(correction, by=office.citizen)
    assert "Số bản ghi nhầm." in notes["fld_copies"]
    stranger = actor("receptionist", agency=make_office().agency)
    assert supplement_notes(correction, by=stranger) == {}


def test_reasons_of_the_tenant_are_found_without_tone_marks(office):
    boss = actor("procedure_control")
    saved = {"by": boss, "now": office.now, "reason_code": "expired"}
    kept = api.save_reason(
        text="Giấy khám sức khỏe đã quá 12 tháng.", legal_basis="Điều 36 Thông tư 32", **saved
    )
    with pytest.raises(api.ReasonInvalid):
        api.save_reason(
            text="Giấy khám sức khỏe  đã quá 12 tháng.", legal_basis="Điều 36 Thông tư 32", **saved
        )
    with pytest.raises(api.ReasonInvalid):
        api.save_reason(text="Khác", legal_basis="", **saved | {"reason_code": "nonsense"})
    found = api.list_reasons(query="suc khoe thong tu")
    assert [each.id for each in found] == [kept]
    assert found[0].in_full.endswith("Căn cứ: Điều 36 Thông tư 32.")
    api.save_reason(text="Ngừng", legal_basis="", reason_id=kept, is_active=False, **saved)
    assert api.list_reasons() == []
    assert api.list_reasons(only_active=False)[0].text == "Ngừng"
