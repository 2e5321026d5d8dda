"""What all ratings say together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Avg, Count, Q

from motcua.kernel.actors import Actor
from motcua.kernel.i18n import I18nText
from motcua.ratings.models import CommentState, Rating
from motcua.ratings.permissions import Permission

PAGE_SIZE: Final = 20
# Below this nobody could still be sure not to be recognised.
LEAST_SHOWN: Final = 5
YEAR: Final = timedelta(days=365)
_MOST_UNITS: Final = 200


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """``average`` of 1 to 5, and how many gave 1, 2, 3, 4 and 5; ``satisfied``: per cent of 4 and
    5. Details are empty where nobody answered that question."""

    name: str
    count: int
    average: float
    shares: tuple[int, int, int, int, int]
    satisfied: int
    speed: float | None
    clarity: float | None
    attitude: float | None


@dataclass(frozen=True, slots=True)
class CommentView:
    id: UUID
    case_id: UUID
    service_name: I18nText
    agency_name: str
    officer_name: str
    overall: int
    text: str
    state: str
    hidden_reason: str
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class CommentPage:
    items: tuple[CommentView, ...]
    total: int


def public_figures(*, now: datetime) -> list[UnitFigures]:
    """The last twelve months by unit, units with few ratings left out; most rated first."""
    return _figures("agency_name", now=now, least=LEAST_SHOWN)


def figures_by(what: str, *, by: Actor, now: datetime) -> list[UnitFigures]:
    """For the office: ``agency``, ``service`` or ``officer``."""
    by.require(Permission.READ)
    columns = {"agency": "agency_name", "service": "service_name", "officer": "officer_name"}
    # With few ratings an officer could tell who gave them.
    least = LEAST_SHOWN if what == "officer" else 1
    return _figures(columns.get(what, "agency_name"), now=now, least=least)


def public_comments(*, offset: int = 0) -> CommentPage:
    rows = Rating.objects.filter(comment_state=CommentState.PUBLISHED)
    return _page(rows, offset)


def list_comments(state: str, *, by: Actor, offset: int = 0) -> CommentPage:
    by.require(Permission.READ)
    known = state if state in CommentState.values else CommentState.WAITING
    return _page(Rating.objects.filter(comment_state=known), offset)


def _page(rows: Any, offset: int) -> CommentPage:
    found = rows.order_by("-rated_at", "-pk")
    items = tuple(_comment(each) for each in found[offset : offset + PAGE_SIZE])
    return CommentPage(items, rows.count())


def _figures(column: str, *, now: datetime, least: int) -> list[UnitFigures]:
    marks = {f"s{n}": Count("id", filter=Q(overall=n)) for n in range(1, 6)}
    details = {
        f"{name}_mean": Avg(name, filter=Q(**{f"{name}__gt": 0}))
        for name in ("speed", "clarity", "attitude")
    }
    rows = (
        Rating.objects.filter(rated_at__gte=now - YEAR)
        .exclude(**{column: ""})
        .values(column)
        .annotate(count=Count("id"), mean=Avg("overall"), **marks, **details)
        .filter(count__gte=least)
        .order_by("-count", column)[:_MOST_UNITS]
    )
    return [_unit(row, column) for row in rows]


def _unit(row: Mapping[str, Any], column: str) -> UnitFigures:
    name = row[column]
    one, two, three, four, five = (row[f"s{n}"] for n in range(1, 6))
    return UnitFigures(
        name=name.get("vi", "") if isinstance(name, dict) else name,
        count=row["count"],
        average=round(row["mean"], 1),
        shares=(one, two, three, four, five),
        satisfied=round(100 * (four + five) / row["count"]),
        speed=_rounded(row["speed_mean"]),
        clarity=_rounded(row["clarity_mean"]),
        attitude=_rounded(row["attitude_mean"]),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _comment(row: Rating) -> CommentView:
    return CommentView(
        id=row.pk,
        case_id=row.case_id,
        service_name=row.service_name,
        agency_name=row.agency_name,
        officer_name=row.officer_name,
        overall=row.overall,
        text=(row.comment or {}).get("text", ""),
        state=row.comment_state,
        hidden_reason=row.hidden_reason,
        rated_at=row.rated_at,
    )
