"""What the counter's screens share: who may work there, at which point, behind which desk."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.counter.api import Permission
from motcua.identity.api import AgencyView, list_agencies
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.submissions.api import ASSIST

_KEY: Final = "motcua_desk"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the officer sits; ``point`` is empty while they have not said or there is none."""

    point: AgencyView | None
    desk: str
    points: tuple[AgencyView, ...]


def may_work_here(by: Actor) -> bool:
    return by.may(Permission.SERVE) or by.may(ASSIST)


def require_counter(by: Actor) -> None:
    if not may_work_here(by):
        raise Forbidden(_("Bạn không có quyền làm việc tại quầy."))


def place_of(request: HttpRequest, by: Actor) -> Place:
    """The point chosen for this session; the only one there is needs no choice."""
    points = tuple(
        each for each in list_agencies() if each.is_reception_point and each.id in by.agency_ids
    )
    chosen, desk = (request.session.get(_KEY) or ["", ""])[:2]
    point = next((each for each in points if str(each.id) == chosen), None)
    return Place(point or (points[0] if len(points) == 1 else None), desk, points)


def choose_place(request: HttpRequest, by: Actor, *, point_id: UUID, desk: str) -> bool:
    """Remembered until the officer signs out; nothing about any citizen is kept beside it."""
    known = {each.id for each in place_of(request, by).points}
    if point_id not in known:
        return False
    request.session[_KEY] = [str(point_id), " ".join(desk.split())[:20]]
    return True


def counter_crumb() -> dict[str, str]:
    return {"url": reverse("counter:desk"), "label": _("Quầy tiếp nhận")}
