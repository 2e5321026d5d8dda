"""Taking nobody for a while: asked once more when people have appointments in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.appointments import api as appointments
from motcua.backoffice.appointments.forms import ClosureForm
from motcua.backoffice.appointments.shell import chosen_point, points, ways
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.counter.api import Permission
from motcua.identity.api import AgencyView, actor_from_request
from motcua.kernel.actors import Actor


@staff_screen
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    by.require(Permission.CONFIGURE)
    known = points()
    point = chosen_point(request, known)
    openings = appointments.list_openings(point.id, only_active=False) if point else []
    form = ClosureForm(
        request.POST or None, openings=[(str(each.id), each.name) for each in openings]
    )
    affected = None
    if request.method == "POST" and point is not None and form.is_valid():
        affected = appointments.affected_by(**_times(form, point))
        if (not affected or "sure" in request.POST) and _close(request, form, point, by):
            return HttpResponseRedirect(f"{reverse('appointments:closures')}?diem={point.id}")
    context: dict[str, Any] = {
        **header(_("Đóng đột xuất"), icon="calendar-alt"),
        "ways": ways(by),
        "points": known,
        "point": point,
        "form": form,
        "affected": affected,
        "closures": appointments.list_closures(point.id, now=now) if point else [],
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/appointments/closures.html", context, status=status)


@staff_screen
@require_POST
def open_again(request: HttpRequest, closure_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(Permission.CONFIGURE)
    appointments.open_again(closure_id=closure_id, by=by, now=timezone.now())
    messages.success(request, _("Giờ này lại nhận đặt lịch."))
    point = request.POST.get("point", "")[:36]
    return HttpResponseRedirect(f"{reverse('appointments:closures')}?diem={point}")


def _times(form: ClosureForm, point: AgencyView) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "agency_id": point.id,
        "opening_id": UUID(given["opening"]) if given["opening"] else None,
        "closed_from": given["since"],
        "closed_until": given["until"],
    }


def _close(request: HttpRequest, form: ClosureForm, point: AgencyView, by: Actor) -> bool:
    try:
        count = appointments.close_time(
            **_times(form, point), reason=form.cleaned_data["reason"], by=by, now=timezone.now()
        )
    except appointments.ClosureInvalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    words = _("Đã đóng; %(count)d người có hẹn được báo.") % {"count": count}
    messages.success(request, words if count else _("Đã đóng."))
    return True
