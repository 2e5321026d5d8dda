"""From choosing a time to the number in the queue; every place once, every reminder once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.appointments import api
from motcua.appointments.models import Booking
from motcua.appointments.operations import sweep
from motcua.appointments.receivers import KEY
from motcua.casework.counter import api as counter
from motcua.casework.events import DossierErased
from motcua.identity.api import account_parts
from motcua.kernel.audit import verify_chain
from motcua.kernel.errors import Forbidden
from motcua.kernel.events import publish
from motcua.kernel.limits import LimitReached
from motcua.notifications.models import Delivery, Message
from tenants.api import find_tenant, in_tenant
from tests.asked import reads
from tests.cases import try_each
from tests.factories.appointments import booked, free_slot, open_desk, service_of, wish
from tests.factories.casework import Office, actor, make_office, usual_office
from tests.integration.casework.test_concurrency import all_at_once

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def office(inside_province: Any) -> Office:
    return usual_office()


@pytest.fixture(autouse=True)
def _no_texts(settings: Any) -> None:
    settings.MOTCUA_SMS_MAIL_DOMAIN = ""


def told(booking_id: Any) -> list[str]:
    found = Message.objects.filter(subject_ref=f"appointment:{booking_id}")
    return [event.removeprefix("appointment_") for event in found.values_list("event", flat=True)]


@pytest.mark.django_db
def test_from_booking_to_the_queue(office: Office) -> None:
    opening = open_desk(office)
    slot = free_slot(opening, now=office.now, after=office.now + 2 * DAY)
    mine = booked(office, slot)
    with pytest.raises(api.SlotTaken):
        booked(office, slot, phone="0912 345 679")
    later = free_slot(opening, now=office.now, after=slot.starts_at)
    assert later.starts_at > slot.starts_at
    # One open appointment for a service, whatever the writing of the number.
    with pytest.raises(api.AlreadyBooked):
        booked(office, later, phone="+84 912345678")
    api.move_booking(booking_id=mine, opening_id=opening, starts_at=later.starts_at, now=office.now)
    assert free_slot(opening, now=office.now, after=slot.starts_at).starts_at == slot.starts_at
    taken = booked(office, slot, phone="0912 345 679")
    # What is taken cannot be moved to; the old place stays.
    with pytest.raises(api.SlotTaken):
        api.move_booking(
            booking_id=mine, opening_id=opening, starts_at=slot.starts_at, now=office.now
        )
    view = api.get_booking(mine)
    assert (view.starts_at, view.phone) == (later.starts_at, "84912345678")
    assert api.managed_booking(view.token) == mine
    with pytest.raises(api.BookingMissing):
        api.managed_booking(api.held_token(mine))

    point = {"agency_id": office.agency.id}
    with pytest.raises(api.NotToday):
        api.check_in(text=view.code, **point, now=office.now)
    with pytest.raises(api.TooEarly):
        api.check_in(text=view.code, **point, now=later.starts_at - HOUR)
    with pytest.raises(api.OtherPoint):
        api.check_in(text=view.code, agency_id=uuid4(), now=later.starts_at)
    with pytest.raises(api.BookingMissing):
        api.check_in(text="LH-00000000", **point, now=later.starts_at)
    now = later.starts_at - timedelta(minutes=20)
    came = api.check_in(text=f"https://x.vn/?ma={view.code}", **point, now=now)
    again = api.check_in(text=view.code, **point, now=now)
    assert (came.ticket.promised_at, came.is_late) == (later.starts_at, False)
    assert (again.ticket.id, again.was_here) == (came.ticket.id, True)
    # Who is late gets a number like everybody's.
    late = api.check_in(
        text=api.get_booking(taken).code, **point, now=slot.starts_at + timedelta(minutes=16)
    )
    assert (late.is_late, late.ticket.promised_at) == (True, None)
    with pytest.raises(api.BookingMoved):
        api.cancel_booking(booking_id=mine, now=now)
    # The link was sent again, to what was left the first time, when they asked for a second.
    assert told(mine) == ["booked", "booked", "moved"]
    assert verify_chain(f"appointment:{mine}").length == 3

    # The queue: the walk-in first, for the agreed time is still to come; then the agreed time.
    kind = api.get_opening(opening).kind_id
    counter.issue_ticket(kind_id=kind, now=now)
    officer = {"agency_id": office.agency.id, "desk": "1", "by": office.receptionist}
    counter.call_next(**officer, now=now)
    assert [each.promised_at for each in counter.waiting_tickets(office.agency.id, now=now)] == [
        None, later.starts_at,
    ]  # fmt: skip
    counter.issue_ticket(kind_id=kind, now=now)
    at_last = counter.call_next(**officer, now=later.starts_at)
    assert at_last is not None
    assert at_last.id == came.ticket.id


@pytest.mark.django_db
def test_reminders_go_once_and_people_are_forgotten(office: Office) -> None:
    opening = open_desk(office)
    slot = free_slot(opening, now=office.now, after=office.now + 3 * DAY)
    first = booked(office, slot)
    second = booked(
        office, free_slot(opening, now=office.now, after=slot.starts_at), phone="0912345670",
        email="",
    )  # fmt: skip
    case = uuid4()
    Booking.objects.filter(pk=second).update(case_id=case)
    for moment in (-DAY - HOUR, -DAY + HOUR, -DAY + HOUR, -3 * HOUR, -HOUR, -HOUR):
        sweep.remind(now=slot.starts_at + moment)
    assert told(first) == ["booked", "day", "hours"]
    # Who left only a number is texted where the office can; nobody is written to twice over it.
    assert not Delivery.objects.filter(message__subject_ref=f"appointment:{second}").exists()
    assert sweep.end_days(now=slot.starts_at + HOUR) == 0
    assert sweep.end_days(now=slot.starts_at + DAY) == 2
    assert api.get_booking(first).state == "no_show"
    assert sweep.forget_people(now=slot.starts_at + 29 * DAY) == 0
    publish(DossierErased(case_id=case), at=office.now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person, person_index, case_id FROM appointments_booking WHERE id = %s", [second]
        )
        assert cursor.fetchone() == (None, "", None)
        assert told(second) == []
    assert sweep.forget_people(now=slot.starts_at + 31 * DAY) == 1
    assert (api.get_booking(first).name, told(first)) == ("", [])
    # An account that goes takes its appointments along; the places are free again.
    coming = free_slot(opening, now=office.now, after=office.now + DAY)
    theirs = api.book(
        wish=wish(office, coming), client="", applicant=office.applicant, now=office.now
    )
    (own,) = api.list_own(office.applicant.id, now=office.now)
    assert (own.id, own.code) == (theirs.id, theirs.code)
    account_parts.get(KEY).let_go(office.applicant.id, now=office.now)
    assert api.list_own(office.applicant.id, now=office.now) == []
    gone = Booking.objects.get(pk=theirs.id)
    assert (gone.state, gone.person, gone.applicant_id) == ("cancelled", None, None)
    assert free_slot(opening, now=office.now, after=coming.starts_at).starts_at == coming.starts_at
    assert Booking.objects.count() == 3


@pytest.mark.django_db
def test_a_code_by_text_message_where_the_office_has_them(office: Office, settings: Any) -> None:
    settings.MOTCUA_SMS_MAIL_DOMAIN = "sms.example"
    opening = open_desk(office)
    slot = free_slot(opening, now=office.now, after=office.now + DAY)

    def ask(phone: str) -> api.Booked:
        asked = wish(office, slot, phone=phone)
        return api.book(wish=asked, client="a", applicant=None, now=office.now)

    made = ask("0912345678")
    assert made.needs_code
    with pytest.raises(api.SlotTaken):
        ask("0912345679")
    with pytest.raises(api.BookingMoved):
        api.cancel_booking(booking_id=made.id, now=office.now)
    code = Delivery.objects.get(channel="channel.sms").body.split(": ")[-1]
    with pytest.raises(api.CodeWrong):
        api.confirm_code(booking_id=made.id, code="x", now=office.now)
    with pytest.raises(api.HoldOver):
        api.confirm_code(booking_id=made.id, code=code, now=office.now + HOUR)
    # Choosing again gives up the first place; nobody confirms: it is free for others.
    again = ask("0912345678")
    with pytest.raises(api.HoldOver):
        api.confirm_code(booking_id=made.id, code=code, now=office.now)
    office.later(minutes=11)
    other = ask("0912345679")
    assert api.get_booking(again.id).state == "expired"
    for _wrong in range(api.MOST_TRIES):
        with pytest.raises(api.CodeWrong):
            api.confirm_code(booking_id=other.id, code="999999x", now=office.now)
    third = ask("0912345670")
    body = Delivery.objects.filter(channel="channel.sms").order_by("-pk")[0].body
    api.confirm_code(booking_id=third.id, code=body.split(": ")[-1], now=office.now)
    assert api.get_booking(third.id).state == "booked"
    with pytest.raises(api.BookingMoved):
        api.confirm_code(booking_id=third.id, code=code, now=office.now)
    # Who proves the telephone once more is led to the appointment there is.
    slot = free_slot(opening, now=office.now, after=slot.ends_at)
    fourth = ask("0912345670")
    body = Delivery.objects.filter(channel="channel.sms").order_by("-pk")[0].body
    with pytest.raises(api.AlreadyBooked) as caught:
        api.confirm_code(booking_id=fourth.id, code=body.split(": ")[-1], now=office.now)
    own = caught.value.details["own"]
    assert api.managed_booking(own.split("/")[-2]) == third.id


@pytest.mark.django_db
def test_the_office_closes_calls_off_and_looks(office: Office) -> None:
    opening, planner = open_desk(office), actor("procedure_control")
    slots = [free_slot(opening, now=office.now, after=office.now + DAY)]
    slots.append(free_slot(opening, now=office.now, after=slots[0].ends_at))
    first = booked(office, slots[0])
    one = asked_by_the_day(office, slots[0].starts_at)
    second = booked(office, slots[1], phone="0912345670")
    assert asked_by_the_day(office, slots[0].starts_at) == one
    times = {"closed_from": slots[1].starts_at, "closed_until": slots[1].ends_at}
    shut = {"agency_id": office.agency.id, "opening_id": None, **times}
    assert api.affected_by(**shut) == 1
    with pytest.raises(Forbidden):
        api.close_time(**shut, reason="Tập huấn", by=office.receptionist, now=office.now)
    with pytest.raises(api.ClosureInvalid):
        api.close_time(**shut, reason="", by=planner, now=office.now)
    assert api.close_time(**shut, reason="Tập huấn cả buổi", by=planner, now=office.now) == 1
    assert told(second) == ["booked", "cancelled"]
    assert api.get_booking(second).reason == "Tập huấn cả buổi"
    free = {each.starts_at for each in all_slots(opening, office, slots[1].starts_at)}
    assert slots[1].starts_at not in free
    (closure,) = api.list_closures(office.agency.id, now=office.now)
    api.open_again(closure_id=closure.id, by=planner, now=office.now)
    free = {each.starts_at for each in all_slots(opening, office, slots[1].starts_at)}
    assert slots[1].starts_at in free

    stranger = actor("receptionist", agency=make_office().agency)
    with pytest.raises(Forbidden):
        api.call_off(booking_id=first, reason="Không rõ", by=stranger, now=office.now)
    with pytest.raises(api.BookingMoved):
        api.mark_no_show(booking_id=first, by=office.receptionist, now=office.now)
    now = slots[0].starts_at + HOUR
    for _twice in range(2):
        api.mark_no_show(booking_id=first, by=office.receptionist, now=now)
    seen = api.occupancy(office.agency.id, by=planner, now=slots[1].ends_at)
    assert (seen.past.no_shows, seen.past.cancelled, seen.past.no_show_percent) == (1, 1, 100)
    assert all(each.free == each.places for each in seen.ahead)
    with pytest.raises(Forbidden):
        api.occupancy(office.agency.id, by=office.receptionist, now=now)


def all_slots(opening: Any, office: Office, moment: datetime) -> list[api.Slot]:
    day = moment.date()
    return api.list_slots([api.get_opening(opening)], first=day, last=day, now=office.now)


def asked_by_the_day(office: Office, moment: datetime) -> int:
    officer = office.receptionist
    with CaptureQueriesContext(connection) as caught:
        api.list_day(office.agency.id, moment.date(), by=officer)
        all_slots(api.list_openings(office.agency.id)[0].id, office, moment)
    return len(reads(caught))


@pytest.mark.django_db
def test_what_is_wrong_is_refused_and_floods_end(office: Office) -> None:
    opening = open_desk(office, service_ids=[service_of(office)], purposes=["file"])
    slot = free_slot(opening, now=office.now, after=office.now + DAY)
    wrong = (
        ({"name": " "}, "name"), ({"name": "x" * 101}, "name"), ({"phone": "113"}, "phone"),
        ({"purpose": "x"}, "purpose"), ({"service_id": uuid4()}, "service"),
        ({"purpose": "pickup"}, "service"),
    )  # fmt: skip

    def refused(case: tuple[dict[str, Any], str]) -> None:
        with pytest.raises(api.BookingInvalid) as caught:
            booked(office, slot, **case[0], client=case[1])
        assert caught.value.field == case[1]

    try_each(wrong, refused, name=str)
    for moment in (slot.starts_at + timedelta(minutes=1), slot.starts_at + 90 * DAY, office.now):
        with pytest.raises(api.SlotTaken):
            booked(office, slot, starts_at=moment, phone="0912345600")
    assert not Booking.objects.exists()
    for _attempt in range(4):
        with pytest.raises(api.SlotTaken):
            booked(office, slot, starts_at=office.now, phone="0912345601")
    booked(office, slot, phone="0912345601")
    with pytest.raises(LimitReached):
        booked(office, slot, phone="0912345601", client="198.51.100.0/24")

    bad = (
        ({"name": ""}, "name"), ({"kind_id": uuid4()}, "kind"), ({"week": ["7-8"] * 7}, "week"),
        ({"week": ["07:00-08:00"]}, "week"), ({"purposes": ["x"]}, "purposes"),
        ({"slot_minutes": 4}, "slot_minutes"), ({"capacity": 51}, "capacity"),
        ({"horizon_days": 61}, "horizon_days"), ({"capacity": 1}, "walk_in_percent"),
    )  # fmt: skip

    def unsaved(case: tuple[dict[str, Any], str]) -> None:
        known = api.get_opening(opening)
        fields = {"agency_id": known.agency_id, "kind_id": known.kind_id, "name": "Quầy"}
        with pytest.raises(api.OpeningInvalid) as caught:
            api.save_opening(
                wish=api.OpeningWish(**fields | case[0]), by=actor("tech_admin"), now=office.now
            )
        assert caught.value.field == case[1]

    try_each(bad, unsaved, name=str)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_place_once() -> None:
    schema = find_tenant(slug="lam-dong").schema_name
    with in_tenant(schema):
        office = usual_office()
        opening = open_desk(office, capacity=4, walk_in_percent=25)
        slot = free_slot(opening, now=office.now, after=office.now + DAY)
    results = all_at_once(
        schema,
        [
            lambda n=n: booked(office, slot, phone=f"09123456{n:02d}", client=str(n))
            for n in range(8)
        ],
    )
    # Of three places each once; everybody else is told so.
    lost = [each for each in results if isinstance(each, api.SlotTaken)]
    assert len(lost) == 5, results
    with in_tenant(schema):
        assert sorted(Booking.objects.values_list("place", flat=True)) == [0, 1, 2]
        after = free_slot(opening, now=office.now, after=slot.ends_at)
    # The same person twice at the same moment.
    twice = all_at_once(
        schema, [lambda: booked(office, after, phone="0999999999", client="x") for _ in range(3)]
    )
    assert len([each for each in twice if isinstance(each, api.AlreadyBooked)]) == 2, twice
