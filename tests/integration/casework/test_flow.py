"""From sending to the result in hand, through every national state on the usual way."""

from datetime import timedelta

import pytest

from motcua.casework import api
from motcua.casework.models import Case, CaseStateChange, IssuedOutput, Paper
from motcua.files.api import get_file
from motcua.kernel.audit import verify_chain
from motcua.notifications.models import Message
from tenants.api import in_tenant
from tests.factories.casework import NOW, make_office

STATES = api.NationalState


def states_of(case):
    rows = CaseStateChange.objects.filter(case=case).order_by("sequence")
    return list(rows.values_list("to_state", flat=True))


def test_the_usual_way_in_both_tenants_with_the_same_numbers(province, ministry):
    codes = []
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            office = make_office(code="DV-CHUNG")
            case = office.issued()
            office.hand_over(case)
            office.run_later_work()
            case.refresh_from_db()
            assert states_of(case) == [1, 2, 4, 9, 10]
            assert case.code == f"{tenant.agency_code}-260615-0001"
            assert verify_chain(case.audit_subject).intact
            assert Case.objects.count() == 1
            codes.append(case.code)
            told = set(Message.objects.values_list("event", flat=True))
            assert told == {"submitted", "received", "result_ready", "returned", "rating_asked"}
    assert codes == ["H36-260615-0001", "G11-260615-0001"]


def test_reception_gives_code_date_and_paper(office):
    case = office.file()
    assert case.state is STATES.REGISTERED
    assert case.holder_step_name == "Tiếp nhận hồ sơ"
    assert case.holder_agency_name == office.agency.name
    assert case.reception_due_at == case.deadline_at
    office.receive(case)
    case.refresh_from_db()
    assert case.state is STATES.RECEIVED
    assert case.due_at == case.original_due_at == case.deadline_at
    # Monday 15/06 + 3 working days: Thursday at closing time.
    assert case.due_at.isoformat() == "2026-06-18T10:00:00+00:00"
    paper = Paper.objects.get(case=case, kind="receipt_01")
    assert paper.file_id is None
    office.run_later_work()
    paper.refresh_from_db()
    assert get_file(paper.file_id).media_type == "application/pdf"
    assert case.code in str(paper.data)
    office.run_later_work()
    assert Paper.objects.filter(case=case).count() == 1


def test_claiming_begins_the_processing(office):
    case = office.received()
    api.claim_work(work_item_id=case.holder_item_id, by=office.specialist, now=office.now)
    case.refresh_from_db()
    assert case.state is STATES.PROCESSING
    assert case.holder_assignee_id == office.specialist.id
    api.release_work(work_item_id=case.holder_item_id, by=office.specialist, now=office.now)
    case.refresh_from_db()
    assert case.holder_assignee_id is None


def test_the_result_is_issued_after_the_clerk_released_it(office):
    case = office.received()
    office.decide(case, "pass", office.specialist)
    office.decide(case, "sign", office.leader)
    assert not IssuedOutput.objects.exists()
    office.decide(case, "released", office.clerk)
    output = IssuedOutput.objects.get(case=case)
    assert output.signer_id == office.leader.id
    assert output.paper.file_id is not None
    assert "Cấp cho Trần Thị Mẫu" in str(output.paper.data)
    seen = api.verify_output(output.token)
    assert (seen.status, seen.owner_masked, seen.sha256) == (
        "valid",
        "T*** T** M**",
        output.paper.sha256,
    )
    with pytest.raises(api.CaseMissing):
        api.verify_output("0" * 32)


def test_a_result_can_be_replaced_and_the_old_address_says_so(office):
    case = office.issued()
    old = IssuedOutput.objects.get(case=case)
    api.replace_result(
        case_id=case.pk, reason="Sai tên", by=office.leader, now=office.later(hours=1)
    )
    assert api.verify_output(old.token).status == "replaced"
    new = IssuedOutput.objects.get(case=case, revoked_at=None)
    assert api.verify_output(new.token).is_valid


def test_refusal_at_reception_needs_a_reason_and_ends_in_state_3(office):
    case = office.file()
    with pytest.raises(api.ReasonMissing):
        api.refuse_case(case_id=case.pk, reason=" ", by=office.receptionist, now=office.now)
    api.refuse_case(
        case_id=case.pk, reason="Không thuộc thẩm quyền", by=office.receptionist, now=office.now
    )
    case.refresh_from_db()
    assert states_of(case) == [1, 3]
    assert case.code is None
    assert case.holder_item_id is None
    assert Paper.objects.get(case=case).kind == "refusal_03"


def test_refusal_after_appraisal_is_a_processed_dossier(office):
    case = office.received()
    office.decide(case, "reject", office.specialist, note="Không đủ điều kiện")
    case.refresh_from_db()
    assert states_of(case) == [1, 2, 4, 9]
    assert Paper.objects.filter(case=case, kind="refusal_03").exists()
    assert not IssuedOutput.objects.exists()


def test_withdrawing_and_stopping(office):
    first, second = office.received(), office.received()
    api.withdraw_case(case_id=first.pk, by=office.citizen, now=office.now, reason="Không cần nữa")
    first.refresh_from_db()
    assert states_of(first) == [1, 2, 4, 7]
    api.stop_case(case_id=second.pk, reason="Có tranh chấp", by=office.leader, now=office.now)
    second.refresh_from_db()
    assert states_of(second) == [1, 2, 4, 8]
    assert Paper.objects.filter(case=second, kind="stop_05").exists()
    for case in (first, second):
        with pytest.raises(api.TransitionRefused):
            api.withdraw_case(case_id=case.pk, by=office.citizen, now=office.now)


def test_an_apology_moves_the_date_once_and_in_time(office):
    case = office.received()
    new = case.due_at + timedelta(days=4)
    with pytest.raises(api.DueInvalid):
        api.apologise(
            case_id=case.pk, due_at=case.due_at, reason="x", by=office.leader, now=office.now
        )
    api.apologise(case_id=case.pk, due_at=new, reason="Thiếu mẫu", by=office.leader, now=office.now)
    case.refresh_from_db()
    assert (case.due_at, case.deadline_at) == (new, new)
    assert case.original_due_at < new
    office.now = new + timedelta(minutes=1)
    with pytest.raises(api.DueInvalid):
        api.apologise(
            case_id=case.pk,
            due_at=new + timedelta(days=9),
            reason="Thiếu mẫu",
            by=office.leader,
            now=office.now,
        )


def test_who_appraised_does_not_sign(office):
    case = office.received()
    both = make_both(office)
    office.decide(case, "pass", both)
    with pytest.raises(api.SameOfficer):
        office.decide(case, "sign", both)
    office.decide(case, "sign", office.leader)


def make_both(office):
    from tests.factories.casework import actor

    return actor("specialist", "leader", agency=office.agency)


def test_lost_process_starts_are_found_again(office):
    from motcua.casework.operations.reconcile import start_missing_processes

    case = office.file_only()
    assert case.process_instance_id is None
    later = NOW + timedelta(minutes=2)
    assert start_missing_processes(now=later) == 1
    assert start_missing_processes(now=later) == 0
    office.run_later_work()
    case.refresh_from_db()
    assert case.process_instance_id is not None


def test_reception_does_not_wait_for_the_worker(office):
    case = office.file_only()
    office.receive(case)
    office.run_later_work()
    case.refresh_from_db()
    assert case.holder_step_id == "stp_appraise"
