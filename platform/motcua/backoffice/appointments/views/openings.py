"""When a point takes people by appointment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.appointments import api as appointments
from motcua.backoffice.appointments.forms import OpeningForm, initial_of
from motcua.backoffice.appointments.shell import chosen_point, points, ways
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.counter.api import Permission, queues_of
from motcua.catalogue.api import list_published
from motcua.identity.api import AgencyView, actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.workflow.api import tenant_calendar

_PAGE, _MOST = 100, 500
_PLACES = {"week": "day0", "lead_minutes": "lead_hours"}


@staff_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(Permission.CONFIGURE)
    known = points()
    point = chosen_point(request, known)
    found = appointments.list_openings(point.id, only_active=False) if point else []
    context = {
        **header(_("Giờ nhận đặt lịch"), icon="calendar-alt"),
        "ways": ways(by),
        "points": known,
        "point": point,
        "openings": found,
        "kinds": {each.kind_id: each for each in _queues(point)},
    }
    return render(request, "backoffice/appointments/openings.html", context)


@staff_screen
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, opening_id: UUID | None = None) -> HttpResponse:
    by = actor_from_request(request)
    by.require(Permission.CONFIGURE)
    known, opening = points(), appointments.get_opening(opening_id) if opening_id else None
    if opening is None:
        point = chosen_point(request, known)
    else:
        point = next((each for each in known if each.id == opening.agency_id), None)
    if point is None:
        raise appointments.OpeningMissing(_("Cơ quan chưa có nơi tiếp nhận nào."))
    kinds = [(str(each.kind_id), f"{each.code} – {each.name}") for each in _queues(point)]
    form = OpeningForm(
        request.POST or None,
        initial=initial_of(opening) if opening else {},
        kinds=kinds,
        services=_services(),
    )
    if request.method == "POST" and form.is_valid() and _save(form, point, opening_id, by):
        messages.success(request, _("Đã lưu giờ nhận đặt lịch."))
        return HttpResponseRedirect(f"{reverse('appointments:openings')}?diem={point.id}")
    crumb = {"url": reverse("appointments:openings"), "label": _("Giờ nhận đặt lịch")}
    title = opening.name if opening else _("Thêm giờ nhận đặt lịch")
    context: dict[str, Any] = {
        **header(title, crumb, icon="calendar-alt"),
        "form": form,
        "point": point,
        "kinds": kinds,
        "hours": [
            ", ".join(str(session) for session in plan) for plan in tenant_calendar(point.id).week
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/appointments/opening.html", context, status=status)


def _save(form: OpeningForm, point: AgencyView, opening_id: UUID | None, by: Actor) -> bool:
    try:
        appointments.save_opening(
            wish=form.wish(point.id), opening_id=opening_id, by=by, now=timezone.now()
        )
    except appointments.OpeningInvalid as error:
        field = _PLACES.get(error.field or "", error.field)
        form.add_error(field if field in form.fields else None, error.message)
        return False
    return True


def _queues(point: AgencyView | None) -> list[Any]:
    return queues_of(point.id, now=timezone.now()) if point else []


def _services() -> list[tuple[str, str]]:
    found = list[tuple[str, str]]()
    for offset in range(0, _MOST, _PAGE):
        page = list_published(limit=_PAGE, offset=offset)
        found += [(str(card.id), pick(card.name)) for card in page.items]
        if offset + _PAGE >= page.total:
            break
    return found
