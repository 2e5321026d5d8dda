"""Arriving: the appointment becomes a number of the counter's queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.appointments.domain.states import Arrival, State, judge_arrival
from motcua.appointments.errors import (
    BookingMissing,
    BookingMoved,
    NotToday,
    OtherPoint,
    TooEarly,
)
from motcua.appointments.models import Booking
from motcua.appointments.operations.telling import place_of
from motcua.casework.counter.api import TicketView, get_ticket, issue_ticket
from motcua.kernel import audit
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.limits import check_limit

WRONG_AN_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """``is_late``: the number is an ordinary one; ``was_here``: it had been given out before."""

    ticket: TicketView
    starts_at: datetime
    is_late: bool
    was_here: bool


def check_in(*, text: str, agency_id: UUID, now: datetime, by: Actor = ANONYMOUS) -> CheckedIn:
    """``text``: the code, typed or scanned. The same code again shows the same number.

    Raises ``BookingMissing`` (sixty wrong codes an hour and point: ``LimitReached``),
    ``OtherPoint``, ``NotToday``, ``TooEarly``, and ``BookingMoved`` where it was cancelled.
    """
    row_id = _known(text, agency_id, now)
    with transaction.atomic():
        row = Booking.objects.select_for_update().select_related("opening").get(pk=row_id)
        if row.state == State.ARRIVED and row.ticket_id is not None:
            ticket = get_ticket(row.ticket_id, now=now)
            return CheckedIn(ticket, row.starts_at, row.came_late, was_here=True)
        is_late = _judge(row, agency_id, now) is Arrival.LATE
        ticket = issue_ticket(
            kind_id=row.opening.kind_id,
            promised_at=None if is_late else row.starts_at,
            now=now,
        )
        row.state, row.ticket_id, row.arrived_at = State.ARRIVED, ticket.id, now
        row.came_late, row.reminder_at = is_late, None
        row.save()
        facts = {"ticket": ticket.label, "late": is_late}
        audit.record(
            action="appointment.arrived", subject=row.audit_subject, by=by, at=now, data=facts
        )
    return CheckedIn(ticket, row.starts_at, is_late, was_here=False)


def code_in(text: str) -> str:
    """The code in what a scanner read or somebody typed: alone, or in an address (``?ma=``)."""
    given = text.strip()[:300]
    if "?" in given:
        given = (parse_qs(urlsplit(given).query).get("ma") or [""])[0]
    code = "".join(given.split()).upper()
    return code if code.startswith("LH-") or not code else f"LH-{code.removeprefix('LH')}"


def _known(text: str, agency_id: UUID, now: datetime) -> UUID:
    found = Booking.objects.filter(code=code_in(text)[:20]).values_list("pk", flat=True).first()
    if found is None:
        check_limit(
            name="appointments.wrong",
            subject=str(agency_id),
            allowed=WRONG_AN_HOUR,
            per=timedelta(hours=1),
            now=now,
        )
        raise BookingMissing(_("Không có lịch hẹn mang mã này. Xem lại mã, hoặc lấy số thường."))
    return found


def _judge(row: Booking, agency_id: UUID, now: datetime) -> Arrival:
    """Early is not taken in, late is taken in without the agreed time."""
    if row.agency_id != agency_id:
        raise OtherPoint(_("Lịch hẹn này ở nơi khác: %(place)s.") % {"place": place_of(row)})
    if row.state != State.BOOKED:
        raise BookingMoved(_("Lịch hẹn này đã hủy hoặc không còn dùng được. Mời lấy số thường."))
    start = localtime(row.starts_at)
    if start.date() != localtime(now).date():
        raise NotToday(
            _("Lịch hẹn này lúc %(when)s, không phải hôm nay.")
            % {"when": date_format(start, "H:i d/m/Y")}
        )
    early, late = row.opening.early_minutes, row.opening.late_minutes
    judged = judge_arrival(row.starts_at, now=now, early_minutes=early, late_minutes=late)
    if judged is Arrival.EARLY:
        since = start - timedelta(minutes=early)
        raise TooEarly(
            _("Ông/bà đến sớm. Từ %(since)s mời quay lại lấy số; giờ hẹn là %(when)s.")
            % {"since": date_format(since, "H:i"), "when": date_format(start, "H:i")}
        )
    return judged
