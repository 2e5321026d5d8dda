"""Petitions as their sender, the office and everybody see them."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from motcua.casework.standing_api import DueWords, due_in_words
from motcua.kernel.actors import Actor
from motcua.kernel.limits import check_limit
from motcua.petitions.domain.states import OPEN, Kind, State
from motcua.petitions.errors import PetitionMissing, PetitionTrackingRefused
from motcua.petitions.models import Petition
from motcua.petitions.permissions import Permission
from motcua.workflow.api import WorkingCalendar, tenant_calendar

PAGE_SIZE: Final = 20
PER_CLIENT: Final = 20
PER_CODE: Final = 10
_WINDOW: Final = timedelta(minutes=15)
_NO_SECRET: Final = "0" * 8


@dataclass(frozen=True, slots=True)
class PetitionView:
    """``name``, ``email`` and ``phone`` are empty for everybody but the office."""

    id: UUID
    code: str
    kind: str
    kind_name: str
    state: str
    state_name: str
    title: str
    text: str
    more: tuple[str, ...]
    name: str
    email: str
    phone: str
    about: str
    agency_name: str
    reply: str
    public_text: str
    handled_by: str
    received_at: datetime
    answered_at: datetime | None
    due_at: datetime | None
    due: DueWords
    was_late: bool
    applicant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PetitionPage:
    items: tuple[PetitionView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PetitionCounts:
    """``late``: open and past the office's term now."""

    by_state: dict[str, int]
    late: int


def list_petitions(*, state: str, by: Actor, now: datetime, offset: int = 0) -> PetitionPage:
    """``state``: one of ``State``, or ``open`` (the most urgent first) for all that wait."""
    by.require(Permission.READ)
    rows = Petition.objects.filter(state__in=OPEN if state == "open" else [state])
    order = ("due_at", "pk") if state in ("open", *OPEN) else ("-received_at", "-pk")
    calendar = tenant_calendar()
    found = rows.order_by(*order)[offset : offset + PAGE_SIZE]
    return PetitionPage(tuple(view_of(each, calendar, now) for each in found), rows.count())


def get_petition(petition_id: UUID, *, by: Actor, now: datetime) -> PetitionView:
    """Raises ``PetitionMissing``."""
    by.require(Permission.READ)
    row = Petition.objects.filter(pk=petition_id).first()
    if row is None:
        raise PetitionMissing(_("Không tìm thấy phản ánh, kiến nghị này."))
    return view_of(row, tenant_calendar(), now)


def count_petitions(*, by: Actor, now: datetime) -> PetitionCounts:
    by.require(Permission.READ)
    states = dict(Petition.objects.values_list("state").annotate(n=Count("id")).order_by())
    offices = Q(state__in=(State.NEW, State.ACCEPTED, State.ANSWERED))
    return PetitionCounts(states, Petition.objects.filter(offices, due_at__lt=now).count())


def find_tracked(code: str, secret: str, *, client: str, now: datetime) -> Petition:
    """By code and secret, in the same words and after the same work whichever is wrong.

    Raises ``LimitReached``, ``PetitionTrackingRefused``.
    """
    typed = code.strip().upper()[:20]
    check_limit(name="petition-client", subject=client, allowed=PER_CLIENT, per=_WINDOW, now=now)
    check_limit(name="petition-code", subject=typed, allowed=PER_CODE, per=_WINDOW, now=now)
    row = Petition.objects.filter(code=typed).first()
    given = secret.strip().upper().encode("utf-8", "replace")
    known = (row.secret if row else _NO_SECRET).encode()
    if not hmac.compare_digest(given, known) or row is None:
        raise PetitionTrackingRefused(_("Mã phản ánh hoặc mã bí mật không đúng."))
    return row


def track_petition(code: str, secret: str, *, client: str, now: datetime) -> PetitionView:
    row = find_tracked(code, secret, client=client, now=now)
    return view_of(row, tenant_calendar(), now, office=False)


def list_own(*, applicant_id: UUID, now: datetime, limit: int = 20) -> tuple[PetitionView, ...]:
    rows = Petition.objects.filter(applicant_id=applicant_id).order_by("-received_at")[:limit]
    calendar = tenant_calendar()
    return tuple(view_of(each, calendar, now, office=False) for each in rows)


def list_published(*, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
    """What everybody reads: question and answer as the office wrote them out."""
    rows = Petition.objects.filter(state=State.PUBLISHED).order_by("-published_at", "-pk")
    names = ("public_text", "reply", "agency_name", "kind", "answered_at", "published_at")
    found = list(rows.values(*names)[offset : offset + PAGE_SIZE])
    for each in found:
        each["kind_name"] = str(Kind(each["kind"]).label)
    return found, rows.count()


def view_of(
    row: Petition, calendar: WorkingCalendar, now: datetime, *, office: bool = True
) -> PetitionView:
    content = row.content
    return PetitionView(
        id=row.pk,
        code=row.code,
        kind=row.kind,
        kind_name=str(Kind(row.kind).label),
        state=row.state,
        state_name=str(State(row.state).label),
        title=content.get("title", ""),
        text=content.get("text", ""),
        more=tuple(content.get("more", ())),
        name=content.get("name", "") if office else "",
        email=content.get("email", "") if office else "",
        phone=content.get("phone", "") if office else "",
        about=row.about,
        agency_name=row.agency_name,
        reply=row.reply,
        public_text=row.public_text,
        handled_by=row.handled_by,
        received_at=row.received_at,
        answered_at=row.answered_at,
        due_at=row.due_at,
        due=due_in_words(calendar=calendar, due_at=row.due_at, now=now),
        was_late=row.was_late,
        applicant_id=row.applicant_id if office else None,
    )
