"""Several people at the same dossier at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.casework import api
from motcua.casework.models import Case, CaseStateChange, Decision, IssuedOutput, Paper
from motcua.kernel.audit import verify_chain
from motcua.kernel.errors import Conflict
from tenants.api import find_tenant, in_tenant
from tests.factories import signing
from tests.factories.casework import actor, make_office

PEOPLE = 6
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def schema():
    return find_tenant(slug="lam-dong").schema_name


def all_at_once(schema, calls):
    ready = Barrier(len(calls))

    def one(call):
        try:
            with in_tenant(schema):
                ready.wait(timeout=20)
                return call()
        except Exception as failed:  # noqa: BLE001 -- the outcome under test
            return failed
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def winners(results):
    won = [one for one in results if isinstance(one, api.CaseState)]
    lost = [one for one in results if isinstance(one, Conflict)]
    assert len(won) + len(lost) == len(results), results
    return won


def test_approve_and_send_back_at_once_exactly_one_counts(schema):
    with in_tenant(schema):
        office = make_office()
        case = office.received()
        office.decide(case, "pass", office.specialist)
        item = Case.objects.get(pk=case.pk).holder_item_id
        leaders = [actor("leader", agency=office.agency) for _ in range(PEOPLE)]
    calls = [
        lambda by=by, number=number: api.decide(
            work_item_id=item,
            outcome=("out_sign", "out_back")[number % 2],
            note="Lý do",
            by=by,
            now=office.now,
        )
        for number, by in enumerate(leaders)
    ]
    assert len(winners(all_at_once(schema, calls))) == 1
    with in_tenant(schema):
        assert Decision.objects.filter(case=case).count() == 3
        assert verify_chain(case.audit_subject).intact


def test_receive_and_refuse_at_once_exactly_one_counts(schema):
    with in_tenant(schema):
        office = make_office()
        case = office.file()
        desk = [actor("receptionist", agency=office.agency) for _ in range(PEOPLE)]
    calls = [
        (lambda by=by: api.receive_case(case_id=case.pk, by=by, now=office.now))
        if number % 2
        else (lambda by=by: api.refuse_case(case_id=case.pk, reason="x", by=by, now=office.now))
        for number, by in enumerate(desk)
    ]
    assert len(winners(all_at_once(schema, calls))) == 1
    with in_tenant(schema):
        assert CaseStateChange.objects.filter(case=case).count() == 2
        assert Paper.objects.filter(case=case).count() == 1


def test_codes_of_dossiers_received_at_once_differ(schema):
    with in_tenant(schema):
        office = make_office()
        cases = [office.file() for _ in range(PEOPLE)]
    calls = [
        lambda case=case: api.receive_case(case_id=case.pk, by=office.receptionist, now=office.now)
        for case in cases
    ]
    won = winners(all_at_once(schema, calls))
    assert len(won) == PEOPLE
    numbers = sorted(int(state.code.rsplit("-", 1)[1]) for state in won)
    assert numbers == list(range(1, PEOPLE + 1))


def test_two_leaders_sign_at_once_and_one_result_with_one_number_is_issued(schema):
    with in_tenant(schema):
        office = make_office()
        signing.found_authority(office.now)
        signing.give_seal(office.now)
        case = office.received()
        office.decide(case, "pass", office.specialist)
        leaders = [actor("leader", agency=office.agency) for _ in range(2)]
        for leader in leaders:
            signing.give_certificate(leader, at=office.now)
        item = Case.objects.get(pk=case.pk).holder_item_id
    signed = all_at_once(
        schema,
        [
            lambda by=by: api.sign_results(work_item_ids=[item], by=by, now=office.now)[0].is_done
            for by in leaders
        ],
    )
    assert sorted(signed, key=str) == [False, True], signed
    with in_tenant(schema):
        clerks = [actor("clerk_office", agency=office.agency) for _ in range(2)]
        item = Case.objects.get(pk=case.pk).holder_item_id
    calls = [
        lambda by=by: api.decide(work_item_id=item, outcome="out_released", by=by, now=office.now)
        for by in clerks
    ]
    assert len(winners(all_at_once(schema, calls))) == 1
    with in_tenant(schema):
        [output] = IssuedOutput.objects.filter(case=case)
        assert Paper.objects.filter(case=case, kind="result").count() == 1
        assert output.paper.number == "01/2026"
        purposes = output.paper.signatures.order_by("position").values_list("purpose", flat=True)
        assert list(purposes) == ["leader", "number", "seal"]
        assert output.signer_id in {leader.id for leader in leaders}
        assert verify_chain(case.audit_subject).intact
