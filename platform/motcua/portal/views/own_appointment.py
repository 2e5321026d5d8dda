"""One's own appointment, by the sealed link: see it, print it, move it, give it up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.appointments import api as appointments
from motcua.identity.api import AgencyMissing, AgencyView, get_agency
from motcua.portal.appointment_form import TimeForm
from motcua.portal.appointment_times import openings_for, read_day, times_of
from motcua.portal.calendars import appointment_calendar
from motcua.portal.codes import picture_of
from tenants.api import tenant_url


@never_cache
@require_GET
def show(request: HttpRequest, token: str) -> HttpResponse:
    context = _facts(token)
    context["is_new"] = "moi" in request.GET
    context["is_open"] = context["booking"].is_open(timezone.now())
    return render(request, "appointments/show.html", context)


@never_cache
@require_GET
def slip(request: HttpRequest, token: str) -> HttpResponse:
    """A sheet of paper with the code that the machine in the hall reads."""
    return render(request, "appointments/slip.html", _facts(token))


def _facts(token: str) -> dict[str, Any]:
    booking = _opened(token)
    return {
        "booking": booking,
        "point": _point(booking.agency_id),
        "token": token,
        "code": picture_of(booking.code),
    }


@never_cache
@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    booking = _opened(token)
    point = _point(booking.agency_id)
    place = ", ".join(each for each in (point.name, point.address) if each) if point else ""
    link = tenant_url(appointments.manage_path(booking.id))
    body = appointment_calendar(booking, place=place, link=link, now=timezone.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="lich-hen-{booking.code}.ics"'
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Asked once more before it is done."""
    booking = _opened(token)
    if request.method == "POST":
        appointments.cancel_booking(booking_id=booking.id, now=timezone.now())
        return HttpResponseRedirect(reverse("appointment", args=[token]))
    context = {"booking": booking, "token": token, "is_open": booking.is_open(timezone.now())}
    return render(request, "appointments/cancel.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, token: str) -> HttpResponse:
    booking, now = _opened(token), timezone.now()
    if not booking.is_open(now):
        return HttpResponseRedirect(reverse("appointment", args=[token]))
    form, status, problem = TimeForm(request.POST or None), 200, ""
    if request.method == "POST" and form.is_valid():
        opening_id, starts_at = form.cleaned_data["slot"]
        try:
            appointments.move_booking(
                booking_id=booking.id, opening_id=opening_id, starts_at=starts_at, now=now
            )
            return HttpResponseRedirect(reverse("appointment", args=[token]))
        except (appointments.SlotTaken, appointments.BookingInvalid) as error:
            status, problem = error.status, error.message
    openings = openings_for(booking.service_id, booking.purpose, agency_id=booking.agency_id)
    wanted = read_day(request.GET.get("ngay", "")) or localtime(booking.starts_at).date()
    context = {
        "booking": booking,
        "point": _point(booking.agency_id),
        "token": token,
        "times": times_of(openings, wanted=wanted, now=now),
        "form": form,
        "problem": problem,
        "chosen": request.POST.get("slot", "")[:80],
    }
    status = 422 if form.errors else status
    return render(request, "appointments/move.html", context, status=status)


def _opened(token: str) -> appointments.BookingView:
    return appointments.get_booking(appointments.managed_booking(token))


def _point(agency_id: UUID) -> AgencyView | None:
    try:
        return get_agency(agency_id)
    except AgencyMissing:
        return None
