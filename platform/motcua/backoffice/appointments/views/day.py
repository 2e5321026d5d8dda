"""Who is expected at the counter today, or on another day, and what became of them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.appointments import api as appointments
from motcua.backoffice.appointments.shell import ways
from motcua.backoffice.counter.shell import counter_crumb, place_of
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.counter.api import Permission
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, NotFound


@staff_screen
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(Permission.SERVE)
    place, day = place_of(request, by), _day(request.GET.get("ngay", ""))
    found = appointments.list_day(place.point.id, day, by=by) if place.point else []
    now = timezone.now()
    context: dict[str, Any] = {
        **header(_("Lịch hẹn trong ngày"), counter_crumb(), icon="calendar-alt"),
        "ways": ways(by),
        "place": place,
        "day": day,
        "is_today": day == timezone.localdate(),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "rows": [(each, _deeds_for(each, now)) for each in found],
        "expected": sum(each.state == appointments.State.BOOKED for each in found),
        "arrived": sum(each.state == appointments.State.ARRIVED for each in found),
    }
    return render(request, "backoffice/appointments/day.html", context)


@staff_screen
@require_POST
def do(request: HttpRequest, booking_id: UUID, deed: str) -> HttpResponse:
    by = actor_from_request(request)
    by.require(Permission.SERVE)
    run = _DEEDS.get(deed)
    if run is None:
        raise appointments.BookingMissing(_("Không có việc này."))
    try:
        messages.success(request, run(request, booking_id, by))
    except NotFound:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    day = _day(request.POST.get("ngay", ""))
    return HttpResponseRedirect(f"{reverse('appointments:day')}?ngay={day.isoformat()}")


def arrive(text: str, *, agency_id: UUID, by: Actor) -> str:
    """Give a number to who came with this code. Raises as ``check_in`` does."""
    came = appointments.check_in(text=text, agency_id=agency_id, now=timezone.now(), by=by)
    label = came.ticket.label
    if came.was_here:
        return _("Đã lấy số %(label)s trước đó.") % {"label": label}
    if came.is_late:
        return _("Đến muộn: số %(label)s, chờ theo lượt thường.") % {"label": label}
    return _("Đã phát số %(label)s theo giờ hẹn.") % {"label": label}


def _arrived(_request: HttpRequest, booking_id: UUID, by: Actor) -> str:
    booking = appointments.get_booking(booking_id)
    if booking.agency_id not in by.agency_ids:
        raise appointments.BookingMissing(_("Không tìm thấy lịch hẹn này."))
    return arrive(booking.code, agency_id=booking.agency_id, by=by)


def _no_show(_request: HttpRequest, booking_id: UUID, by: Actor) -> str:
    appointments.mark_no_show(booking_id=booking_id, by=by, now=timezone.now())
    return _("Đã ghi không đến.")


def _call_off(request: HttpRequest, booking_id: UUID, by: Actor) -> str:
    reason = request.POST.get("reason", "").replace("\x00", "")
    appointments.call_off(booking_id=booking_id, reason=reason, by=by, now=timezone.now())
    return _("Đã hủy lịch hẹn và báo cho người dân.")


_DEEDS: Final[Mapping[str, Callable[[HttpRequest, UUID, Actor], str]]] = {
    "den": _arrived,
    "vang": _no_show,
    "huy": _call_off,
}


def _deeds_for(booking: appointments.BookingView, now: Any) -> set[str]:
    """What can be done with it now."""
    if booking.state != appointments.State.BOOKED:
        return set()
    return {"den", "vang"} if booking.starts_at <= now else {"den", "huy"}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return timezone.localdate()
