"""Booking a time at a reception point, with an account or with a telephone number."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.appointments import api as appointments
from motcua.casework.standing_api import finished_case
from motcua.catalogue.api import ServiceMissing, get_service, get_service_by_slug
from motcua.identity.api import AgencyView, ApplicantView, applicant_actor, applicant_from_request
from motcua.kernel.clients import client_network
from motcua.kernel.errors import DomainError, TooMany
from motcua.kernel.i18n import I18nText
from motcua.portal.appointment_form import BookingForm, initial_of
from motcua.portal.appointment_times import (
    openings_for,
    points_of,
    read_day,
    services_offered,
    times_of,
)
from motcua.portal.question_form import new_stamp


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody comes for, and where."""

    service_id: UUID
    service_name: I18nText
    slug: str
    purpose: str
    point: AgencyView | None
    points: tuple[AgencyView, ...]
    case_id: UUID | None
    case_number: str

    @property
    def query(self) -> str:
        told = {"dich-vu": self.slug, "viec": self.purpose}
        if self.point:
            told["noi"] = str(self.point.id)
        if self.case_id:
            told["ho-so"] = str(self.case_id)
        return urlencode(told)

    @property
    def purpose_name(self) -> str:
        return str(appointments.Purpose(self.purpose).label)


@never_cache
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """What for and where; with both known it leads on to the times."""
    applicant = applicant_from_request(request)
    choice = _choice(request, applicant)
    if choice is not None and choice.point is not None and "sua" not in request.GET:
        return HttpResponseRedirect(f"{reverse('appointment_times')}?{choice.query}")
    openings = appointments.list_openings()
    context = {
        "choice": choice,
        "is_unclear": choice is None and "dich-vu" in request.GET,
        "services": services_offered(openings) if openings else [],
        "points": choice.points if choice else points_of(openings) if openings else [],
        "purposes": appointments.Purpose.choices,
        "is_open": bool(openings),
        "own": appointments.list_own(applicant.id, now=timezone.now()) if applicant else [],
    }
    return render(request, "appointments/choose.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    applicant, now = applicant_from_request(request), timezone.now()
    choice = _choice(request, applicant)
    if choice is None or choice.point is None:
        return HttpResponseRedirect(f"{reverse('appointments')}?{choice.query if choice else ''}")
    form = BookingForm(request.POST or None, initial=initial_of(applicant))
    status, problem = 200, ""
    if request.method == "POST" and form.is_valid():
        try:
            if applicant is None and form.looks_made_by_machine(now):
                form.add_error(None, _("Trang này đã mở quá lâu hoặc gửi quá nhanh. Xin gửi lại."))
            else:
                return HttpResponseRedirect(_booked(request, choice, form, applicant))
        except appointments.BookingInvalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except (appointments.SlotTaken, appointments.AlreadyBooked, TooMany) as error:
            status, problem = error.status, error.message
    openings = openings_for(choice.service_id, choice.purpose, agency_id=choice.point.id)
    context = {
        "choice": choice,
        "form": form,
        "times": times_of(openings, wanted=read_day(request.GET.get("ngay", "")), now=now),
        "stamp": new_stamp(now),
        "problem": problem,
        "chosen": request.POST.get("slot", "")[:80],
    }
    status = 422 if form.errors else status
    return render(request, "appointments/times.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """The code from the text message makes the place theirs."""
    booking_id, context, status = appointments.held_booking(token), dict[str, Any](), 200
    if request.method == "POST":
        given = request.POST.get("code", "")[:20].replace("\x00", "")
        try:
            appointments.confirm_code(booking_id=booking_id, code=given, now=timezone.now())
        except appointments.BookingMoved:
            pass
        except appointments.AlreadyBooked as error:
            status = error.status
            context |= {"problem": error.message, "own": error.details.get("own")}
        except (appointments.CodeWrong, appointments.HoldOver) as error:
            status, context["problem"] = error.status, error.message
        if status == 200:
            return HttpResponseRedirect(f"{appointments.manage_path(booking_id)}?moi=1")
    context["booking"] = appointments.get_booking(booking_id)
    return render(request, "appointments/code.html", context, status=status)


def _booked(
    request: HttpRequest, choice: Choice, form: BookingForm, applicant: ApplicantView | None
) -> str:
    """Where it goes on."""
    given = form.cleaned_data
    opening_id, starts_at = given["slot"]
    made = appointments.book(
        wish=appointments.Wish(
            opening_id=opening_id,
            starts_at=starts_at,
            service_id=choice.service_id,
            purpose=choice.purpose,
            name=given["name"],
            phone=given["phone"],
            email=given["email"],
            about=given["about"],
            case_id=choice.case_id,
            language=get_language() or "vi",
        ),
        client=client_network(request),
        applicant=applicant,
        now=timezone.now(),
    )
    if made.needs_code:
        return reverse("appointment_code", args=[appointments.held_token(made.id)])
    return f"{appointments.manage_path(made.id)}?moi=1"


def _choice(request: HttpRequest, applicant: ApplicantView | None) -> Choice | None:
    """From the address; ``None`` while no service is chosen, or none that there is."""
    told = request.GET
    purpose = told.get("viec", "")
    if purpose not in appointments.Purpose.values:
        purpose = appointments.Purpose.FILE
    case_id, number = _uuid(told.get("ho-so", "")), ""
    if case_id is not None and applicant is not None:
        case = finished_case(case_id, by=applicant_actor(applicant))
        number, service_id, name = case.number, case.service_id, dict(case.service_name)
        slug = _slug_of(service_id)
    else:
        case_id = None
        try:
            service = get_service_by_slug(told.get("dich-vu", "")[:200].replace("\x00", ""))
        except ServiceMissing:
            return None
        slug, service_id = service.slug, service.id
        name = dict(service.version.document.service.name)
    points = tuple(points_of(openings_for(service_id, purpose)))
    wanted = told.get("noi", "")
    point = next((each for each in points if str(each.id) == wanted), None)
    point = point or (points[0] if len(points) == 1 else None)
    return Choice(service_id, name, slug, purpose, point, points, case_id, number)


def _slug_of(service_id: UUID) -> str:
    """Empty for a service that is no longer offered; a dossier of it can still be brought."""
    try:
        return get_service(service_id).slug
    except DomainError:
        return ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
