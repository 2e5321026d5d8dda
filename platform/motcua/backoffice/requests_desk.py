"""A desk for what people sent in: a list to choose from by state, and one of them with its deeds.

Petitions, requests about personal data, papers of representation and comments are worked through
alike; each part says what its rows are, what can be done with one, and who may.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from motcua.kernel.paging import page_number


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsDesk:
    """``home``: the name of the list's address."""

    home: str
    title: str | Promise
    icon: str

    def screen(self, permission: str) -> Callable[[View], View]:
        return screen_for(
            lambda by: by.require(permission),
            lambda _request: self.header(),
            told=(Forbidden, NotFound),
        )

    def header(self, name: str = "") -> dict[str, Any]:
        """Of the list, or of the one called ``name`` in it."""
        if not name:
            return page_header(str(self.title), icon=self.icon)
        crumb = {"url": reverse(self.home), "label": str(self.title)}
        return page_header(name, crumb, icon=self.icon)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of a list is shown; ``states``: what may be chosen, in words."""

    states: Mapping[str, str | Promise]
    state: str
    page: int
    page_size: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def on_page(self, total: int) -> dict[str, Any]:
        """What ``requests/list.html`` needs, whatever the rows are."""
        return {
            "state": self.state,
            "states": self.states,
            "previous": self.page - 1 if self.page > 1 else None,
            "next": self.page + 1 if self.page * self.page_size < total else None,
        }


def chosen_part(
    request: HttpRequest, states: Mapping[str, str | Promise], *, page_size: int
) -> Chosen:
    """The first of ``states`` where none that there is was asked for."""
    state = request.GET.get("xem", "")
    known = state if state in states else next(iter(states))
    return Chosen(states, known, page_number(request), page_size)


def counted(states: type[TextChoices], counts: Mapping[str, int]) -> dict[str, str]:
    """What may be chosen: all that waits, or one state; with how many there are."""
    each_state = {each.value: f"{each.label} ({counts.get(each.value, 0)})" for each in states}
    return {"open": _("Đang chờ, gấp nhất trước")} | each_state


def act(
    request: HttpRequest, deed: Callable[[], str], *, then: str = ""
) -> HttpResponseRedirect | None:
    """Do ``deed``, tell what it says it did and go on to ``then``, or here again.

    None where it was refused, which is told too.
    """
    try:
        messages.success(request, deed())
    except (Invalid, Conflict) as error:
        messages.error(request, error.message)
        return None
    return HttpResponseRedirect(then or request.path)


def unknown_deed() -> Invalid:
    return Invalid(_("Không rõ ông/bà muốn làm gì. Chưa thay đổi gì."))
