"""The page around the questions, rendered once like the questions themselves.

Measured: Django drew the frame (header, navigation, buttons, footer) in 40 % of a form page's
processor time. It differs by tenant, language, service and place in the form; what belongs to one
person or request (name, token, draft, answers) is a hole and never part of what is kept.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from motcua.kernel.actors import Actor
from motcua.portal.context import portal
from motcua.portal.runner.holes import Mark, Perforated, hole
from motcua.portal.runner.recent import Recent
from tenants.api import current_schema

# Stands for the draft's id while addresses are being made; nobody's real id.
_SOME_DRAFT: Final = UUID("00000000-0000-7000-8000-6d6f74637561")
MAX_FRAMES: Final = 2_000

_frames: Recent[Perforated] = Recent(MAX_FRAMES)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which form a page is; equal places look alike for everybody."""

    version_id: UUID
    page_id: str
    service_name: str
    page_number: int
    page_count: int
    previous: str | None
    is_correction: bool


def is_plain(request: HttpRequest) -> bool:
    """Whether nothing is to be said on top of the page that others do not see."""
    return len(get_messages(request)) == 0


def framed_page(
    request: HttpRequest, place: Place, *, draft_id: UUID, person: Actor, fields: str
) -> str:
    """The whole page. ``fields`` is the safe markup of its questions."""
    values = {
        "fields": fields,
        "token": get_token(request),
        "draft": str(draft_id),
        "person": escape(person.name),
        "path": escape(request.path),
    }

    def fill(mark: Mark) -> str:
        return values[mark.kind]

    return _frame(request, place).filled(fill)


def _frame(request: HttpRequest, place: Place) -> Perforated:
    shared = portal(request)
    tenant = shared["tenant"]
    key = (
        current_schema(),
        get_language(),
        place,
        (tenant.name, tenant.short_name, shared["emblem"]),
    )
    return _frames.get(key, lambda: _render(shared, place))


def _render(shared: dict[str, Any], place: Place) -> Perforated:
    """Without the request, so that nothing of it can get into what is kept."""
    context = shared | {
        **asdict(place),
        "draft": {"id": _SOME_DRAFT, "is_correction": place.is_correction},
        "applicant": {"id": _SOME_DRAFT, "full_name": mark_safe(hole("person"))},  # noqa: S308
        "request": {"path": mark_safe(hole("path"))},  # noqa: S308
        "csrf_token": mark_safe(hole("token")),  # noqa: S308
        "fields": mark_safe(hole("fields")),  # noqa: S308
    }
    markup = render_to_string("runner/page.html", context)
    return Perforated.of(markup.replace(str(_SOME_DRAFT), hole("draft")))
