"""A step that asks another tenant: what travels, who sees it, and what goes wrong on the way."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from motcua.casework import api
from motcua.casework.events import ConsultAsked, ForeignAnswered
from motcua.casework.exchange import answering, asking
from motcua.casework.exchange.letters import Letter
from motcua.casework.exchange.mailbox import take_in
from motcua.casework.models import Case, Consult, ForeignRequest
from motcua.files import api as files
from motcua.kernel import outbox
from motcua.kernel.actors import Actor
from motcua.kernel.audit import read_chain, verify_chain
from motcua.kernel.models import OutboxEntry
from motcua.workflow import api as workflow
from tenants.api import in_tenant
from tenants.models import Tenant, TenantStatus
from tests.factories import files as bytes_of
from tests.factories.casework import (
    NOW,
    RECEPTION,
    REFUSE,
    RELEASE,
    RETURN,
    SIGN,
    Office,
    actor,
    make_office,
    outcome,
    step,
    usual_office,
)

pytestmark = pytest.mark.django_db


def steps_asking(agency: str = "tenant:bqp", **rest: Any) -> list[dict[str, Any]]:
    appraise = step(
        "appraise",
        "review",
        "specialist",
        outcome("pass", "stp_consult", "Đủ điều kiện"),
        REFUSE,
        label="Thẩm định",
    )
    consult = step(
        "consult",
        "consult",
        "" if agency.startswith("tenant:") else "division_head",
        outcome("agree", "stp_sign", "Đồng ý"),
        outcome("object", "stp_sign", "Không đồng ý", requires_reason=True),
        **{
            "agency": agency,
            "shown": ["fld_copies", "fld_paper"],
            "timeout_outcome": "out_agree",
            "working_minutes": 960,
            "label": "Lấy ý kiến",
            **rest,
        },
    )
    return [RECEPTION, appraise, consult, SIGN, RELEASE, RETURN]


@pytest.fixture
def asking_office(inside_province: Any) -> Office:
    return usual_office(process={"steps": steps_asking()})


@pytest.fixture
def officers(ministry: Any) -> Iterator[tuple[Actor, Actor]]:
    """Of the other tenant: one who answers such requests, one who does not."""
    with in_tenant(ministry.schema_name):
        return actor("specialist"), actor("clerk_office")


def asked(office: Office) -> Case:
    case = office.received()
    office.decide(case, "pass", office.specialist)
    office.run_later_work()
    return Case.objects.get(pk=case.pk)


def drain_there(tenant: Any, office: Office) -> None:
    with in_tenant(tenant.schema_name):
        outbox.drain(now=office.now)


def test_there_and_back(
    asking_office: Office, province: Any, ministry: Any, officers: tuple[Actor, Actor]
) -> None:
    office, (answering_officer, other) = asking_office, officers
    case = asked(office)
    (sent,) = api.list_consults(case.pk)
    assert (sent.state, sent.tenant_name) == ("delivered", "Bộ Quốc phòng")
    assert case.holder_step_kind == "consult"
    # Twice delivered: nothing more comes of it.
    asking.send_later(ConsultAsked(consult_id=sent.id), office.now)
    Consult.objects.update(state="waiting")
    asking.send_later(ConsultAsked(consult_id=sent.id), office.now)

    with in_tenant(ministry.schema_name):
        assert Case.objects.count() == 0 == Consult.objects.count()
        rows, total = api.list_requests(by=answering_officer, now=office.now)
        assert (total, rows[0].number) == (1, case.code)
        assert api.count_requests(by=other) == 0
        with pytest.raises(api.RequestMissing):
            api.get_request(sent.id, by=other, now=office.now)
        view = api.get_request(sent.id, by=answering_officer, now=office.now)
        words = str(view.pages) + str(view.files)
        assert "Câu copies" in words
        assert "Giấy chứng sinh.pdf" in words
        assert "001190000123" not in words
        assert "Trần Thị Mẫu" not in words
        (file,) = view.files
        assert files.may_read_file(answering_officer, file["file_id"])
        assert not files.may_read_file(other, file["file_id"])
        with pytest.raises(workflow.WorkItemNotYours):
            _unsafe_answer(sent.id, other, office)
        api.claim_request(request_id=sent.id, by=answering_officer, now=office.now)
        with pytest.raises(api.ReasonMissing):
            _answer(sent.id, answering_officer, office, outcome="out_object", note="")
        _answer(
            sent.id,
            answering_officer,
            office,
            outcome="out_object",
            note="Chưa đủ căn cứ",
            attachments=[api.Attachment("y-kien.pdf", io.BytesIO(bytes_of.pdf(b"opinion")))],
        )
        with pytest.raises(api.RequestClosed):
            _answer(sent.id, answering_officer, office)
        outbox.drain(now=office.now)
        row = ForeignRequest.objects.get()
        assert row.verdict == "taken"
        assert row.returned_at == office.now
        # Brought twice, it is the same answer.
        ForeignRequest.objects.update(returned_at=None)
        answering.return_later(ForeignAnswered(request_id=row.pk), office.now)
        there = [each.action for each in read_chain(row.audit_subject)]
        assert there == [
            "request.received",
            "request.claimed",
            "request.answered",
            "request.returned",
            "request.returned",
        ]
        assert verify_chain(row.audit_subject).intact

    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"
    decision = case.decisions.get(step_id="stp_consult")
    assert decision.outcome == "out_object"
    assert "Bộ Quốc phòng" in decision.by_name
    (back,) = api.list_consults(case.pk)
    (copied,) = back.answer["files"]
    assert files.may_read_file(office.specialist, copied["file_id"])
    with files.open_file(copied["file_id"]) as content:
        assert content.read() == bytes_of.pdf(b"opinion")
    here = [each.action for each in read_chain(case.audit_subject)]
    assert here.count("case.consult_answered") == 1
    assert {"case.consult_asked", "case.consult_delivered"} <= set(here)
    assert verify_chain(case.audit_subject).intact


def test_silence_and_an_answer_that_comes_late(
    asking_office: Office, ministry: Any, officers: tuple[Actor, Actor]
) -> None:
    office, (officer, _other) = asking_office, officers
    case = asked(office)
    request_id = Consult.objects.get().pk
    with in_tenant(ministry.schema_name):
        api.claim_request(request_id=request_id, by=officer, now=office.now)
        _answer(request_id, officer, office)
    # The answer's message is lost, and the time passes.
    with in_tenant(ministry.schema_name):
        OutboxEntry.objects.all().delete()
    office.later(days=5)
    workflow.fire_timers(now=office.now)
    office.run_later_work()
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"
    assert Consult.objects.get().state == "closed"
    with in_tenant(ministry.schema_name):
        assert answering.return_waiting(now=office.now) == 1
        outbox.drain(now=office.now)
        assert ForeignRequest.objects.get().verdict == "late"
    (late,) = api.list_consults(case.pk)
    assert late.is_late
    assert late.answer["label"] == "Đồng ý"
    acts = [each.action for each in read_chain(case.audit_subject)]
    assert acts.count("case.consult_late") == 1
    assert "case.step_timed_out" in acts
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"


def test_whoever_cannot_be_reached_is_shown_and_a_person_goes_on(
    asking_office: Office, ministry: Any
) -> None:
    office = asking_office
    _set_status(ministry, TenantStatus.SUSPENDED)
    try:
        case = asked(office)
        (stuck,) = api.list_consults(case.pk)
        assert stuck.is_stuck
        assert "tạm ngừng" in stuck.problem
        office.later(minutes=20)
        assert asking.send_waiting(now=office.now) == 1
        office.run_later_work()
        acts = [each.action for each in read_chain(case.audit_subject)]
        assert acts.count("case.consult_stuck") == 1
        (row,) = api.inbox(by=office.specialist, now=office.now, bucket="readable").items
        assert row.is_unsent
    finally:
        _set_status(ministry, TenantStatus.ACTIVE)
    api.send_again(consult_id=stuck.id, by=office.specialist, now=office.now)
    office.run_later_work()
    assert api.list_consults(case.pk)[0].state == "delivered"
    case.refresh_from_db()
    assert case.sync_state == "sent"
    with pytest.raises(Exception, match="quyền"):
        api.settle_consult(
            consult_id=stuck.id,
            outcome="out_agree",
            note="Đã có văn bản giấy",
            by=office.specialist,
            now=office.now,
        )
    api.settle_consult(
        consult_id=stuck.id,
        outcome="out_agree",
        note="Đã có văn bản giấy",
        by=office.leader,
        now=office.now,
    )
    office.run_later_work()
    with in_tenant(ministry.schema_name):
        assert ForeignRequest.objects.get().state == "recalled"
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"


def test_an_unknown_tenant_and_an_altered_letter(
    inside_province: Any, province: Any, ministry: Any
) -> None:
    office = make_office(process={"steps": steps_asking("tenant:khong-co")})
    case = asked(office)
    (stuck,) = api.list_consults(case.pk)
    assert stuck.is_stuck
    assert "khong-co" in stuck.problem
    letter = Letter(
        id=stuck.id,
        from_slug="lam-dong",
        from_name="Lâm Đồng",
        to_slug="bqp",
        number="H36-1",
        service_name={"vi": "Thủ tục"},
        step_name="Lấy ý kiến",
        due_at=NOW + timedelta(days=3),
        shared={"pages": [], "files": [], "outcomes": []},
    )
    with in_tenant(ministry.schema_name):
        take_in(letter, (), keep=lambda *_a, **_k: [], now=NOW)
        other = Letter(**{**_plain(letter), "step_name": "Việc khác"})
        with pytest.raises(api.RequestClosed.__mro__[1]):
            take_in(other, (), keep=lambda *_a, **_k: [], now=NOW)
        assert ForeignRequest.objects.count() == 1


def test_a_unit_inside_sees_only_what_the_step_shows(inside_province: Any) -> None:
    from tests.factories.identity import make_agency

    unit = make_agency(name="Phòng Tư pháp")
    office = make_office(process={"steps": steps_asking(f"agency:{unit.id}")})
    head = actor("division_head", "specialist", agency=unit)
    case = office.received()
    with pytest.raises(api.CaseMissing):
        api.get_case(case.pk, by=head, now=office.now)
    office.decide(case, "pass", office.specialist)
    view = api.get_case(case.pk, by=head, now=office.now)
    shown = {row.field_id for page in view.pages for row in page.rows}
    assert shown == {"fld_copies", "fld_paper"}
    assert view.can_decide
    assert not view.owner.details
    assert not view.papers
    wanted = api.SheetFilter(service_id=case.service_id)
    assert api.count_sheet_rows(wanted, by=head) == 0
    assert api.count_sheet_rows(wanted, by=office.specialist) == 1
    insider = api.get_case(case.pk, by=office.specialist, now=office.now)
    assert "fld_number" in {row.field_id for page in insider.pages for row in page.rows}
    (paper,) = insider.files
    api.require_shown_file(case.pk, paper.file_id, by=head)
    office.run_later_work()
    receipt = api.get_case(case.pk, by=office.specialist, now=office.now).papers[0]
    with pytest.raises(files.FileMissing):
        api.require_shown_file(case.pk, receipt.file_id, by=head)


def test_the_desk_is_the_tenants_setting(inside_ministry: Any) -> None:
    admin = actor("tech_admin")
    assert api.desk_of().role == "specialist"
    with pytest.raises(Exception, match="quyền"):
        api.set_desk(role="leader", agency_id=None, by=actor("leader"), now=NOW)
    with pytest.raises(api.CaseNotYours):
        api.set_desk(role="builder", agency_id=None, by=admin, now=NOW)
    assert api.set_desk(role="leader", agency_id=None, by=admin, now=NOW) == api.desk_of()


def _answer(request_id: Any, by: Actor, office: Office, **rest: Any) -> None:
    api.answer_request(
        request_id=request_id, by=by, now=office.now, **{"outcome": "out_agree", **rest}
    )


def _unsafe_answer(request_id: Any, by: Actor, office: Office) -> None:
    item = ForeignRequest.objects.get(pk=request_id).item_id
    workflow.complete_item(item_id=item, outcome="out_answer", by=by, now=office.now)


def _plain(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in letter.__slots__}


def _set_status(tenant: Any, status: str) -> None:
    from tenants.api import forget_directory, in_public

    with in_public():
        Tenant.objects.filter(slug=tenant.slug).update(status=status)
    forget_directory()
