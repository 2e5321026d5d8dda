"""What the planning screens share: whose point it is, and the way between them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.appointments.api import REPORTING
from motcua.casework.counter.api import Permission
from motcua.identity.api import AgencyView, list_agencies
from motcua.kernel.actors import Actor


def points() -> list[AgencyView]:
    return list_agencies(reception_points_only=True)


def chosen_point(request: HttpRequest, known: list[AgencyView]) -> AgencyView | None:
    """``?diem=``, else the first there is."""
    wanted = request.POST.get("point") or request.GET.get("diem", "")
    return next((each for each in known if str(each.id) == wanted), known[0] if known else None)


def ways(by: Actor) -> list[tuple[str, str]]:
    found = []
    if by.may(Permission.CONFIGURE) or by.may(REPORTING):
        found.append((reverse("appointments:occupancy"), _("Công suất")))
    if by.may(Permission.CONFIGURE):
        found.append((reverse("appointments:openings"), _("Giờ nhận đặt lịch")))
        found.append((reverse("appointments:closures"), _("Đóng đột xuất")))
    if by.may(Permission.SERVE):
        found.append((reverse("appointments:day"), _("Lịch hẹn trong ngày")))
    return found
