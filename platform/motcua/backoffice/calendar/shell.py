"""What the calendar's screens share: who may see and change it, whose it is, which year."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.identity.api import AgencyView, list_agencies
from motcua.kernel.actors import Actor
from motcua.workflow.api import tenant_calendar

CONFIGURE: Final = "tenant.configure"
_READERS: Final = (CONFIGURE, "casework.read", "catalogue.read")
YEARS: Final = range(2015, 2061)


def may_see(by: Actor) -> bool:
    """Working time binds everybody here, so whoever works with dossiers or services sees it."""
    return any(by.may(permission) for permission in _READERS)


def calendar_screen(*, changes: bool) -> Callable[[View], View]:
    """Guard a view; ``changes``: only for whoever configures the tenant."""

    def let_in(by: Actor) -> None:
        if changes or not may_see(by):
            by.require(CONFIGURE)

    return screen_for(let_in, lambda _request: header(_("Lịch làm việc")))


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    return page_header(title, *before, icon="calendar-alt")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose calendar and which year a request is about."""

    year: int
    agency: AgencyView | None

    @property
    def agency_id(self) -> UUID | None:
        return self.agency.id if self.agency else None

    @property
    def address(self) -> str:
        asked = {"nam": self.year} | ({"don_vi": self.agency.id} if self.agency else {})
        return f"{reverse('calendar:index')}?{urlencode(asked)}"

    def in_year(self, year: int) -> str:
        return Place(year, self.agency).address if year in YEARS else ""


def place_of(request: HttpRequest) -> Place:
    """Raises ``Http404`` for a unit that is not ours."""
    asked = request.POST if request.method == "POST" else request.GET
    this_year = tenant_calendar().local_date(timezone.now()).year
    written = asked.get("nam", "")
    year = int(written) if written.isascii() and written.isdecimal() else this_year
    return Place(year if year in YEARS else this_year, _agency(asked.get("don_vi", "")))


def _agency(written: str) -> AgencyView | None:
    if not written:
        return None
    for agency in list_agencies():
        if str(agency.id) == written:
            return agency
    raise Http404
