"""How full the coming days are, and how the last weeks went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.appointments import api as appointments
from motcua.backoffice.appointments.shell import chosen_point, points, ways
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.counter.api import Permission
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Forbidden


@staff_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    if not (by.may(Permission.CONFIGURE) or by.may(appointments.REPORTING)):
        raise Forbidden(_("Bạn không có quyền xem công suất."))
    known = points()
    point = chosen_point(request, known)
    seen = appointments.occupancy(point.id, by=by, now=timezone.now()) if point else None
    busiest = max((count for _hour, count in seen.past.hours), default=0) if seen else 0
    context = {
        **header(_("Công suất đặt lịch"), icon="calendar-alt"),
        "ways": ways(by),
        "points": known,
        "point": point,
        "seen": seen,
        "hours": sorted(seen.past.hours) if seen else [],
        "busiest": busiest,
        "may_configure": by.may(Permission.CONFIGURE),
    }
    return render(request, "backoffice/appointments/occupancy.html", context)
