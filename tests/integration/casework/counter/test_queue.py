"""Numbers of a day: each once, each called by one, and nobody waits twice."""

from datetime import timedelta

import pytest

from motcua.casework.counter import api
from motcua.casework.counter.models import Ticket
from motcua.kernel.errors import Forbidden
from tenants.api import find_tenant, in_tenant
from tests.factories.casework import actor, make_office
from tests.integration.casework.test_concurrency import all_at_once

DAY = timedelta(days=1)


def kind_of(office, code="A", name="Tiếp nhận"):
    boss = actor("procedure_control")
    return api.save_ticket_kind(
        agency_id=office.agency.id, code=code, name=name, is_active=True, by=boss, now=office.now
    )


@pytest.mark.django_db
def test_a_day_at_the_counter(office):
    first, second = kind_of(office), kind_of(office, "b", "Trả kết quả")
    with pytest.raises(api.TicketKindInvalid):
        kind_of(office, "A")
    with pytest.raises(api.TicketKindInvalid):
        kind_of(office, "Ă1")
    issue = api.issue_ticket
    labels = [issue(kind_id=first, now=office.now).label for _ in range(3)]
    assert labels == ["A001", "A002", "A003"]
    assert issue(kind_id=second, now=office.now).label == "B001"
    old = issue(kind_id=first, now=office.later(minutes=1), is_priority=True)
    officer, colleague = office.receptionist, actor("receptionist", agency=office.agency)
    place = {"agency_id": office.agency.id, "by": officer}

    office.later(minutes=9)
    assert api.call_next(**place, desk="1", now=office.now).label == old.label
    called = api.call_next(**place, desk="1", now=office.now)
    assert (called.label, called.wait_minutes) == ("A001", 10)
    # Nobody else can end it, and calling the next one has ended the one before.
    with pytest.raises(api.TicketMoved):
        api.finish_ticket(ticket_id=called.id, by=colleague, now=office.now)
    with pytest.raises(api.TicketMoved):
        api.call_ticket(ticket_id=called.id, desk="2", by=colleague, now=office.now)
    with pytest.raises(Forbidden):
        api.call_next(
            agency_id=office.agency.id,
            desk="9",
            by=actor("receptionist", agency=make_office().agency),
            now=office.now,
        )
    assert api.board(office.agency.id, now=office.now).called == (("A001", "1"),)
    passed = api.transfer_ticket(
        ticket_id=called.id, kind_id=second, by=officer, now=office.later(minutes=2)
    )
    assert (passed.label, passed.status) == ("A001", "waiting")
    # Passed on, it goes before those of its new kind who came later.
    again = api.call_next(
        agency_id=office.agency.id, desk="5", kind_id=second, by=colleague, now=office.now
    )
    assert (again.label, again.desk) == ("A001", "5")

    missed = api.call_next(**place, desk="1", now=office.now)
    for _twice in range(2):
        api.finish_ticket(ticket_id=missed.id, came=False, by=officer, now=office.now)
    assert [each.label for each in api.missed_tickets(office.agency.id, now=office.now)] == [
        missed.label
    ]
    assert api.call_ticket(ticket_id=missed.id, desk="1", by=officer, now=office.now).calls == 2
    figures = {each.code: each for each in api.queues_of(office.agency.id, now=office.now)}
    assert figures["A"].average_minutes == 10
    found = api.open_code(missed.label.lower(), by=officer, now=office.now)
    assert (found.kind, found.id) == ("ticket", missed.id)

    # A new day begins at one, and yesterday's people are gone.
    tomorrow = office.now + DAY
    assert issue(kind_id=first, now=tomorrow).label == "A001"
    assert len(api.waiting_tickets(office.agency.id, now=tomorrow)) == 1


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_give_each_number_once_and_call_each_person_once():
    schema = find_tenant(slug="lam-dong").schema_name
    with in_tenant(schema):
        office = make_office()
        kind = kind_of(office)
        officers = [actor("receptionist", agency=office.agency) for _ in range(5)]
    issued = all_at_once(
        schema, [lambda: api.issue_ticket(kind_id=kind, now=office.now) for _ in range(8)]
    )
    assert sorted(each.label for each in issued) == [f"A{n:03d}" for n in range(1, 9)]
    called = all_at_once(
        schema,
        [
            lambda by=by: api.call_next(agency_id=office.agency.id, desk="", by=by, now=office.now)
            for by in officers
        ],
    )
    assert len({each.label for each in called}) == len(officers)
    with in_tenant(schema):
        assert Ticket.objects.filter(status="called").count() == len(officers)
