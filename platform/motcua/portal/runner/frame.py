"""The page around the questions, rendered once like the questions themselves.

Measured: Django drew the frame (header, navigation, buttons, footer) in 40 % of a form page's
processor time. It differs by tenant, language, service and place in the form; what belongs to one
person or request (name, token, draft, answers) is a hole and never part of what is kept.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final
from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from motcua.formpages.holes import Mark, Perforated, hole
from motcua.kernel.actors import Actor
from motcua.kernel.recent import Recent
from motcua.portal.context import portal
from motcua.portal.hats import acts_for_somebody
from motcua.portal.runner.costs import fees_json
from tenants.api import current_schema

# Stands for the draft's id while addresses are being made; nobody's real id.
_SOME_DRAFT: Final = UUID("00000000-0000-7000-8000-6d6f74637561")
MAX_FRAMES: Final = 2_000

_frames: Recent[Perforated] = Recent(MAX_FRAMES)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which form a page is; equal places look alike for everybody."""

    template: ClassVar[str] = "runner/page.html"
    holes: ClassVar[tuple[str, ...]] = ("fields", "cost", "keep", "saved")

    version_id: UUID
    page_id: str
    service_name: str
    page_number: int
    page_count: int
    previous: str | None
    section: str
    is_long: bool
    is_correction: bool


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """The page before sending."""

    template: ClassVar[str] = "runner/check.html"
    holes: ClassVar[tuple[str, ...]] = ("missing", "rows", "fees", "promise", "key", "seen")

    version_id: UUID
    page_id: str
    service_name: str
    is_complete: bool
    is_correction: bool


def is_plain(request: HttpRequest) -> bool:
    """Whether nothing is to be said on top of the page that others do not see."""
    return not acts_for_somebody(request) and len(get_messages(request)) == 0


def framed_page(
    request: HttpRequest,
    place: Place | CheckPlace,
    *,
    draft_id: UUID,
    person: Actor,
    inside: Mapping[str, str],
) -> Perforated:
    """The whole page, with holes left only for the token. ``inside``: safe markup by hole."""
    values = {
        **inside,
        "draft": str(draft_id),
        "person": escape(person.name),
        "path": escape(request.path),
    }

    def fill(mark: Mark) -> str | None:
        return values.get(mark.kind)

    return _frame(request, place).partly_filled(fill)


def _frame(request: HttpRequest, place: Place | CheckPlace) -> Perforated:
    shared = portal(request)
    tenant = shared["tenant"]
    key = (
        current_schema(),
        get_language(),
        place,
        (tenant.name, tenant.short_name, shared["emblem_url"], shared["looks"]),
        (shared["around"], shared["display"]),
    )
    return _frames.get(key, lambda: _render(shared, place))


def _render(shared: dict[str, Any], place: Place | CheckPlace) -> Perforated:
    """Without the request, so that nothing of it can get into what is kept."""
    context = shared | {
        **asdict(place),
        "draft": {"id": _SOME_DRAFT, "is_correction": place.is_correction},
        "applicant": {"id": _SOME_DRAFT, "full_name": _hole("person")},
        "request": {"path": _hole("path")},
        "place_path": "/to-khai/",
        "csrf_token": _hole("token"),
        "inside": {name: _hole(name) for name in place.holes},
        "fees_json": mark_safe(fees_json(place.version_id)),  # noqa: S308 -- made by safe_json
    }
    markup = render_to_string(place.template, context)
    return Perforated.of(markup.replace(str(_SOME_DRAFT), hole("draft")))


def _hole(name: str) -> str:
    return mark_safe(hole(name))  # noqa: S308 -- names of our own
