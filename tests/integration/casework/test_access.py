"""Nobody does or reads what is not theirs, and a refused act leaves no trace."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.casework import api
from motcua.casework.models import Case, CaseStateChange, Decision, DueChange, Paper
from motcua.casework.queries.access import readable_by
from motcua.identity.api import applicant_actor
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.models import AuditEntry, OutboxEntry
from motcua.workflow.models import WorkItem
from tenants.api import in_tenant
from tests.factories.casework import NOW, actor, make_office
from tests.factories.identity import make_agency, make_applicant

COUNTED = (Case, CaseStateChange, Decision, DueChange, Paper, AuditEntry, OutboxEntry, WorkItem)


def everything():
    """Asked some three hundred times, so in one question: every column of dossiers and work,
    and how many rows there are of the rest."""
    parts = [f"(SELECT count(*) FROM {model._meta.db_table})" for model in COUNTED]
    parts += [
        f"(SELECT jsonb_agg(to_jsonb(row) ORDER BY row.id) FROM {model._meta.db_table} row)::text"
        for model in (Case, WorkItem)
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}")
        return cursor.fetchone()


def acts(case, now):
    """Every act on a dossier, as (name, call with an actor)."""
    item = case.holder_item_id
    wish = [api.SupplementWish("field", "fld_copies", "Sai")]
    due = (case.due_at or now) + timedelta(days=9)
    person = api.Recipient("Người lạ", "counter")
    known = {"case_id": case.pk, "now": now}
    work = {"work_item_id": item, "now": now}
    return {
        "receive": lambda by: api.receive_case(**known, by=by),
        "refuse": lambda by: api.refuse_case(**known, reason="x", by=by),
        "supplement": lambda by: api.ask_supplement(**known, items=wish, by=by),
        "decide": lambda by: api.decide(**work, outcome="out_pass", by=by),
        "claim": lambda by: api.claim_work(**work, by=by),
        "assign": lambda by: api.assign_work(**work, staff_id=by.id, by=by),
        "hand_over": lambda by: api.hand_over(**known, recipient=person, by=by),
        "withdraw": lambda by: api.withdraw_case(**known, by=by),
        "stop": lambda by: api.stop_case(**known, reason="x", by=by),
        "apologise": lambda by: api.apologise(**known, due_at=due, reason="x", by=by),
        "pause": lambda by: api.pause_case(**known, reason="x", legal_basis="x", by=by),
        "resume": lambda by: api.resume_case(**known, by=by),
        "order": lambda by: api.open_case_order(**known, by=by),
        "cancel_supplement": lambda by: api.cancel_supplement(**known, reason="x", by=by),
        "replace": lambda by: api.replace_result(**known, reason="x", by=by),
        "answer": lambda by: api.answer_step(**work, outcome="out_pass", by=by),
        "read": lambda by: api.get_case(case.pk, by=by, now=now),
        "timeline": lambda by: api.timeline(case.pk, by=by),
    }


def strangers(office):
    elsewhere = make_agency()
    return {
        "anonymous": ANONYMOUS,
        "no role": Actor(kind="staff", id=new_id(), agency_ids=frozenset({office.agency.id})),
        "other applicant": applicant_actor(make_applicant()),
        "other agency": actor("receptionist", "specialist", "leader", "returner", agency=elsewhere),
        "builder": actor("builder", "tech_admin", agency=office.agency),
        "citizen of the platform": Actor(kind="citizen", id=office.applicant.id),
    }


@pytest.mark.parametrize("stage", ["file", "received", "issued"])
def test_strangers_can_do_nothing_and_change_nothing(office, stage):
    case = getattr(office, stage)()
    people = strangers(office)
    before = everything()
    for who, by in people.items():
        for name, act in acts(case, office.now).items():
            with pytest.raises((Forbidden, NotFound, Conflict)):
                act(by)
                pytest.fail(f"{who} could {name}")
            assert everything() == before, (who, name)


def test_the_inspector_reads_everything_and_writes_nothing(office):
    case = office.received()
    inspector = actor("inspector")
    before = everything()
    for name, act in acts(case, office.now).items():
        if name in ("read", "timeline"):
            act(inspector)
            continue
        if name == "order":
            continue  # an order is what anybody who may read is shown to pay
        with pytest.raises(DomainError):
            act(inspector)
        assert everything() == before, name


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("receive", "specialist"),
        ("decide", "receptionist"),
        ("stop", "specialist"),
        ("apologise", "receptionist"),
        ("hand_over", "specialist"),
        ("replace", "clerk"),
        ("assign", "specialist"),
        ("withdraw", "receptionist"),
    ],
)
def test_the_wrong_role_of_the_right_office_changes_nothing(office, name, role):
    case = office.file() if name == "receive" else office.received()
    by = getattr(office, role)
    before = everything()
    with pytest.raises(DomainError):
        acts(case, office.now)[name](by)
    assert everything() == before


def test_another_tenant_knows_nothing_of_it(province, ministry):
    with in_tenant(province.schema_name):
        office = make_office(code="DV-CHUNG")
        case = office.received()
    with in_tenant(ministry.schema_name):
        other = make_office(code="DV-CHUNG")
        other.received()
        everyone = (other.leader, other.specialist, other.citizen, actor("inspector"), SYSTEM)
        for by in everyone:
            with pytest.raises(api.CaseMissing):
                api.get_case(case.pk, by=by, now=NOW)
            with pytest.raises(api.CaseMissing):
                api.stop_case(case_id=case.pk, reason="x", by=SYSTEM, now=NOW)
        assert {row.id for row in api.list_cases(by=SYSTEM, now=NOW).items} == {
            Case.objects.get().pk
        }
    with in_tenant(province.schema_name):
        assert Case.objects.get(pk=case.pk).state is api.NationalState.RECEIVED


def test_the_rule_for_lists_is_the_rule_for_one(office):
    cases = [office.received(), office.issued()]
    other = make_office()
    cases.append(other.received())
    people = [
        *strangers(office).values(),
        office.citizen,
        other.citizen,
        office.leader,
        other.specialist,
        actor("inspector"),
        actor("procedure_control"),
        actor("leader"),
        SYSTEM,
    ]
    for by in people:
        listed = set(Case.objects.filter(readable_by(by)).values_list("pk", flat=True))
        assert listed == {case.pk for case in cases if api.may_read_case(by, case)}, by


def test_a_colleague_without_the_role_cannot_be_assigned(office):
    case = office.received()
    # Were there no specialist at all, anybody of the office might be given it.
    leader, _specialist = office.leader, office.specialist
    with pytest.raises(api.CaseNotYours):
        api.assign_work(
            work_item_id=case.holder_item_id,
            staff_id=office.returner.id,
            by=leader,
            now=office.now,
        )
    api.assign_work(
        work_item_id=case.holder_item_id, staff_id=office.specialist.id, by=leader, now=office.now
    )
    rival = actor("specialist", agency=office.agency)
    with pytest.raises(Conflict):
        office.decide(case, "pass", rival)
    office.decide(case, "pass", office.specialist)


def test_papers_and_files_follow_the_dossier(office):
    from motcua.files.api import may_read_file

    case = office.issued()
    office.run_later_work()
    view = api.get_case(case.pk, by=office.citizen, now=office.now)
    stranger = applicant_actor(make_applicant())
    elsewhere = actor("specialist", agency=make_agency())
    for file_id in (view.output.file_id, *(paper.file_id for paper in view.papers)):
        assert may_read_file(office.citizen, file_id)
        assert may_read_file(office.specialist, file_id)
        assert not may_read_file(stranger, file_id)
        assert not may_read_file(elsewhere, file_id)
        assert not may_read_file(ANONYMOUS, file_id)


def test_the_citizen_does_not_see_who_took_up_the_work(office):
    case = office.received()
    api.claim_work(work_item_id=case.holder_item_id, by=office.specialist, now=office.now)
    staff = [entry.action for entry in api.timeline(case.pk, by=office.specialist)]
    citizen = [entry.action for entry in api.timeline(case.pk, by=office.citizen)]
    assert staff == ["case.opened", "case.received", "case.claimed"]
    assert citizen == ["case.opened", "case.received"]
