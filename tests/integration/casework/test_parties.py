"""Owner, submitter, receiver; groups of procedures; reopening, transfer, refunds, corrections."""

from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from motcua.casework import api
from motcua.casework.models import Case, IssuedOutput
from motcua.casework.operations import dossiers
from motcua.files import api as files
from motcua.identity.api import applicant_actor, remember_applicant
from motcua.identity.models import Account
from motcua.kernel.actors import SYSTEM, PermissionMissing
from motcua.kernel.audit import read_chain, verify_chain
from motcua.notifications.api import list_deliveries
from motcua.submissions import api as submissions
from tenants.api import in_tenant
from tests.factories import files as bytes_of
from tests.factories import submissions as filing
from tests.factories.casework import Office, actor, make_office, usual_office
from tests.factories.identity import make_agency, make_applicant

pytestmark = pytest.mark.django_db
MOTHER = "001190000456"


def filed_for_mother(office: Office, **wish: Any) -> Case:
    draft = submissions.start_draft(
        version_id=office.version_id, applicant=office.applicant, now=office.now
    )
    made = filing.Filing(office.applicant, draft)
    made.now = office.now
    made.fill()
    submissions.set_parties(
        draft_id=draft.id,
        wish=submissions.PartiesWish(
            **{
                "whom": "person",
                "name": "Lê Thị Mẹ",
                "number": MOTHER,
                "relation": "authorised",
                "receiver": "other",
                "receiver_name": "Trần Văn Nhận",
                **wish,
            }
        ),
        paper=bytes_of.Upload("uy-quyen.pdf", bytes_of.pdf(), "application/pdf"),
        by=made.by,
        now=office.now,
    )
    receipt = submissions.submit_draft(
        draft_id=draft.id, idempotency_key=f"nop-{draft.id}", by=made.by, now=office.now
    )
    office.run_later_work()
    return Case.objects.get(submission_id=receipt.submission_id)


def test_filed_for_somebody_else(inside_province: Any) -> None:
    office = usual_office(code="A000", execution={"allows_proxy": True, "any_place": True})
    point = make_agency(code="B000", name="Đơn vị Z, điểm số 2", is_reception_point=True)
    dossiers._agencies.clear()
    with pytest.raises(submissions.PartyInvalid) as wrong:
        filed_for_mother(office, number="123")
    assert wrong.value.field == "number"
    case = filed_for_mother(office, reception_id=point.id)
    assert (case.owner_name, case.submitter_name, case.receiver_name) == (
        "Lê Thị Mẹ",
        "Trần Thị Mẫu",
        "Trần Văn Nhận",
    )
    assert case.receiving_agency_id == point.id
    assert case.competent_agency_id == office.agency.id
    view = api.get_case(case.pk, by=office.specialist, now=office.now)
    assert view.authorisation == {"relation": "Người được ủy quyền", "paper": "uy-quyen.pdf"}
    assert view.owner.details["personal_number"] == MOTHER
    assert view.units.receiving == "Đơn vị Z, điểm số 2"
    (paper,) = [file for file in view.files if file.path == "parties/paper"]
    assert files.may_read_file(office.specialist, paper.file_id)
    # Who only typed the number sees nothing; who proved it does, and nobody else.
    typed = make_applicant(personal_number=MOTHER, acr="LoA1", name="Lê Thị Mẹ")
    other = make_applicant(personal_number="079203001234")
    mother = make_applicant(personal_number=MOTHER, name="Lê Thị Mẹ")
    assert api.link_owned(applicant=typed, now=office.now) == 0
    assert api.link_owned(applicant=other, now=office.now) == 0
    assert api.link_owned(applicant=mother, now=office.now) == 1
    assert api.link_owned(applicant=mother, now=office.now) == 0
    own = applicant_actor(mother)
    assert api.list_for_applicant(by=own, now=office.now).total == 1
    assert api.get_case(case.pk, by=own, now=office.now).files
    assert files.may_read_file(own, paper.file_id)
    for stranger in (typed, other):
        by = applicant_actor(stranger)
        assert api.list_for_applicant(by=by, now=office.now).total == 0
        with pytest.raises(api.CaseMissing):
            api.get_case(case.pk, by=by, now=office.now)
    # The next dossier finds her at once.
    assert filed_for_mother(office).owner_id == mother.id
    assert {each.action for each in read_chain(case.audit_subject)} >= {"case.owner_linked"}


def test_a_service_may_switch_it_off(office: Office) -> None:
    with pytest.raises(submissions.PartyInvalid) as wrong:
        filed_for_mother(office)
    assert wrong.value.field == "whom"


def test_the_page_asks_and_the_check_page_says(province: Any, tenant_client: Any) -> None:
    with in_tenant(province.schema_name):
        office = usual_office(execution={"allows_proxy": True})
        draft = submissions.start_draft(
            version_id=office.version_id, applicant=office.applicant, now=timezone.now()
        )
    client = _signed_in(tenant_client, province, office.applicant)
    page = f"/to-khai/{draft.id}/nop-cho-ai/"
    assert "Ông/bà nộp cho ai?" in client.get(page).content.decode()
    typed = {"whom": "person", "name": "Lê Thị Mẹ", "number": MOTHER, "relation": "authorised"}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "giấy tờ chứng minh" in refused.content.decode()
    assert client.post(page, {**typed, "relation": "child"}).status_code == 302
    shown = client.get(f"/to-khai/{draft.id}/kiem-tra/").content.decode()
    assert "Lê Thị Mẹ" in shown
    assert page in shown


def test_a_group_of_procedures(inside_province: Any) -> None:
    first, second, third = usual_office(), make_office(), make_office()
    slugs = [_slug(each) for each in (first, second, third)]
    is_many = {"op": "gt", "args": [{"ref": "fld_copies"}, {"value": 10}]}
    group = usual_office(
        process={"steps": []},
        execution={
            "group": [
                {"service_slug": slugs[0]},
                {"service_slug": slugs[1]},
                {"service_slug": slugs[2], "when": is_many},
            ]
        },
    )
    parent = group.file()
    group.run_later_work()
    children = list(parent.children.order_by("created_at"))
    assert [each.service_slug for each in children] == slugs[:2]
    assert children[0].reference != parent.reference
    assert parent.process_instance_id is None
    answers = _answers(children[0])
    assert answers["fld_name"] == "Trần Thị Mẫu"
    assert answers["fld_paper"]
    view = api.get_case(parent.pk, by=group.citizen, now=group.now)
    assert view.is_group
    assert [each.may_open for each in view.family] == [True, True]
    with pytest.raises(api.CaseMoved):
        api.receive_case(case_id=parent.pk, by=group.receptionist, now=group.now)
    _receive(group, children[0])
    parent.refresh_from_db()
    children[0].refresh_from_db()
    assert parent.state is api.NationalState.PROCESSING
    assert parent.code
    assert parent.code != children[0].code
    assert parent.due_at == children[0].due_at
    api.refuse_case(case_id=children[1].pk, reason="Trùng", by=group.receptionist, now=group.now)
    api.stop_case(case_id=children[0].pk, reason="Theo luật", by=group.leader, now=group.now)
    group.run_later_work()
    parent.refresh_from_db()
    assert parent.state is api.NationalState.STOPPED
    assert parent.finished_at == group.now
    assert verify_chain(parent.audit_subject).intact
    # A second group is taken back as a whole.
    parent = group.file()
    api.withdraw_case(case_id=parent.pk, by=group.citizen, now=group.now)
    group.run_later_work()
    assert {each.state for each in parent.children.all()} == {api.NationalState.WITHDRAWN}


def test_stopped_by_mistake_and_reopened(office: Office) -> None:
    case = office.received()
    due = case.due_at
    api.stop_case(case_id=case.pk, reason="Nhầm", by=office.leader, now=office.now)
    office.later(days=1)
    wish = {"case_id": case.pk, "step_id": "stp_appraise", "reason": "Dừng nhầm"}
    with pytest.raises(PermissionMissing):
        api.reopen_case(**wish, by=office.specialist, now=office.now)
    assert ("stp_appraise", "Thẩm định") in api.reopening_steps_of(case.pk, by=office.leader)
    api.reopen_case(**wish, by=office.leader, now=office.now)
    with pytest.raises(api.CaseMoved):
        api.reopen_case(**wish, by=office.leader, now=office.now)
    case.refresh_from_db()
    assert case.state is api.NationalState.PROCESSING
    assert case.finished_at is None
    assert case.due_at > due
    assert case.holder_step_id == "stp_appraise"
    office.decide(case, "pass", office.specialist)
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    case.refresh_from_db()
    assert case.state is api.NationalState.DONE
    assert case.delivery_state == "ready"
    # The result had a mistake nobody has seen yet: it is revoked with the reopening.
    api.reopen_case(**wish, by=office.leader, now=office.now)
    assert IssuedOutput.objects.get(case=case).revoked_at == office.now
    office.decide(case, "pass", office.specialist)
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    office.hand_over(case)
    case.refresh_from_db()
    assert case.state is api.NationalState.RETURNED
    assert case.delivery_state == "handed_over"
    with pytest.raises(api.CaseMoved):
        api.reopen_case(**wish, by=office.leader, now=office.now)
    office.run_later_work()
    told = {each.event for each in list_deliveries(case.audit_subject)}
    assert "reopened" in told
    assert verify_chain(case.audit_subject).intact


def test_passed_to_the_competent_authority(office: Office) -> None:
    case = office.received()
    place = make_agency(name="Sở Tư pháp")
    there = actor("specialist", agency=place)
    with pytest.raises(api.CaseMissing):
        api.get_case(case.pk, by=there, now=office.now)
    wish = {"case_id": case.pk, "agency_id": place.id, "reason": "Đúng thẩm quyền"}
    with pytest.raises(PermissionMissing):
        api.transfer_case(**wish, by=office.specialist, now=office.now)
    api.transfer_case(**wish, by=office.leader, now=office.now)
    with pytest.raises(api.TransferInvalid):
        api.transfer_case(**wish, by=office.leader, now=office.now)
    case.refresh_from_db()
    assert case.holder_agency_name == "Sở Tư pháp"
    with pytest.raises(Exception, match="giao"):
        office.decide(case, "pass", office.specialist)
    office.decide(case, "pass", there)
    office.run_later_work()
    assert "transferred" in {each.event for each in list_deliveries(case.audit_subject)}


def test_a_corrected_answer_waits_for_the_applicant(province: Any, tenant_client: Any) -> None:
    with in_tenant(province.schema_name):
        office = usual_office()
        case = office.received()
        wish = {"case_id": case.pk, "field_id": "fld_copies", "reason": "Gõ nhầm"}
        with pytest.raises(PermissionMissing):
            api.propose_mending(
                **wish, posted={"f-fld_copies": ["5"]}, by=office.clerk, now=office.now
            )
        for wrong in ("abc", "2", "999"):
            with pytest.raises(api.MendingInvalid):
                api.propose_mending(
                    **wish, posted={"f-fld_copies": [wrong]}, by=office.specialist, now=office.now
                )
        api.propose_mending(
            **wish, posted={"f-fld_copies": ["5"]}, by=office.specialist, now=office.now
        )
        with pytest.raises(api.CaseMoved):
            api.propose_mending(
                **wish, posted={"f-fld_copies": ["6"]}, by=office.specialist, now=office.now
            )
        case.refresh_from_db()
        assert _answers(case)["fld_copies"] == 2
        (waiting,) = api.get_case(case.pk, by=office.citizen, now=office.now).mendings
        assert (waiting.old, waiting.new, waiting.is_open) == ("2", "5", True)
        stranger = applicant_actor(make_applicant(personal_number="079203001234"))
        with pytest.raises(api.CaseMissing):
            api.confirm_mending(mending_id=waiting.id, by=stranger, now=office.now)
    client = _signed_in(tenant_client, province, office.applicant)
    page = client.get(f"/ho-so/{case.pk}/").content.decode()
    assert "Cán bộ đề nghị sửa" in page
    assert "Gõ nhầm" in page
    answer = f"/ho-so/{case.pk}/sua/{waiting.id}/"
    assert client.post(answer, {"answer": "agree"}).status_code == 302
    assert client.post(answer, {"answer": "agree"}).status_code == 409
    with in_tenant(province.schema_name):
        case.refresh_from_db()
        assert _answers(case)["fld_copies"] == 5
        assert case.submission_id != case.first_submission_id
        api.propose_mending(
            **wish, posted={"f-fld_copies": ["7"]}, by=office.specialist, now=office.now
        )
        (again, _done) = api.get_case(case.pk, by=office.citizen, now=office.now).mendings
        api.refuse_mending(mending_id=again.id, by=office.citizen, now=office.now, note="Đúng là 5")
        case.refresh_from_db()
        assert _answers(case)["fld_copies"] == 5
        acts = [each.action for each in read_chain(case.audit_subject)]
        assert {"case.mending_asked", "case.mending_confirmed", "case.mending_refused"} <= set(acts)
        assert verify_chain(case.audit_subject).intact


def test_withdrawn_after_paying_is_looked_into(office: Office) -> None:
    case = office.received()
    Case.objects.filter(pk=case.pk).update(fee_state="paid")
    api.withdraw_case(case_id=case.pk, by=office.citizen, now=office.now)
    cashier = actor("cashier", agency=office.agency)
    wish = {"case_id": case.pk, "is_paid_back": True, "reason": "Phiếu chi 12"}
    with pytest.raises(PermissionMissing):
        api.settle_refund(**wish, by=office.specialist, now=office.now)
    api.settle_refund(**wish, by=cashier, now=office.now)
    with pytest.raises(api.TransitionRefused):
        api.settle_refund(**wish, by=cashier, now=office.now)
    case.refresh_from_db()
    assert case.fee_state == "refunded"
    office.run_later_work()
    assert {"refund_due", "refunded"} <= {e.event for e in list_deliveries(case.audit_subject)}


def _receive(office: Office, case: Case) -> None:
    api.receive_case(case_id=case.pk, by=office.receptionist, now=office.now)
    office.run_later_work()


def _answers(case: Case) -> Any:
    return submissions.get_submission(case.submission_id, by=SYSTEM).answers


def _slug(office: Office) -> str:
    from motcua.catalogue.api import get_frozen_service

    return get_frozen_service(office.version_id).slug


def _signed_in(tenant_client: Any, tenant: Any, applicant: Any) -> Any:
    client = tenant_client(tenant.slug)
    with in_tenant(tenant.schema_name):
        session = client.session
        remember_applicant(session, applicant)
        session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def test_every_act_is_offered_to_its_role_alone(province: Any, tenant_client: Any) -> None:
    """The screens: each act's form opens for who may do it, and nothing is offered to others."""
    acts = ("sua-cau-tra-loi", "chuyen-co-quan", "mo-lai", "hoan-phi")
    with in_tenant(province.schema_name):
        office = usual_office()
        case = office.received()
        people = {name: getattr(office, name) for name in ("specialist", "leader", "clerk")}
        people["cashier"] = actor("cashier", agency=office.agency)
        clients = {}
        for name, person in people.items():
            clients[name] = tenant_client("lam-dong")
            clients[name].force_login(Account.objects.get(pk=person.id))

    def offered(name: str) -> set[str]:
        page = clients[name].get(f"/quan-tri/mot-cua/{case.pk}/").content.decode()
        return {act for act in acts if f"/{act}/" in page}

    assert offered("specialist") == {"sua-cau-tra-loi"}
    assert offered("leader") == {"chuyen-co-quan"}
    assert offered("clerk") == offered("cashier") == set()
    address = f"/quan-tri/mot-cua/{case.pk}/sua-cau-tra-loi/"
    assert "Câu trả lời cần sửa" in clients["specialist"].get(address).content.decode()
    chosen = clients["specialist"].post(address, {"field_id": "fld_copies"}).content.decode()
    assert 'name="f-fld_copies"' in chosen
    assert 'name="shown" value="fld_copies"' in chosen
    wish = {"field_id": "fld_copies", "shown": "fld_copies", "reason": "Gõ nhầm"}
    refused = clients["specialist"].post(address, wish | {"f-fld_copies": "bốn"})
    assert (refused.status_code, 'value="bốn"' in refused.content.decode()) == (422, True)
    done = clients["specialist"].post(address, wish | {"f-fld_copies": "4"})
    assert done.status_code == 302
    with in_tenant(province.schema_name):
        Case.objects.filter(pk=case.pk).update(fee_state="paid")
        api.withdraw_case(case_id=case.pk, by=office.citizen, now=office.now)
    assert offered("leader") == {"mo-lai"}
    assert offered("cashier") == {"hoan-phi"}
    assert offered("specialist") == set()
    seen = clients["leader"].post(
        f"/quan-tri/mot-cua/{case.pk}/mo-lai/", {"step_id": "stp_appraise", "reason": "Rút nhầm"}
    )
    assert seen.status_code == 200
    assert "confirmed" in seen.content.decode()
