"""How one member of staff arranged their inbox."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from motcua.casework.models import DeskChoice, SavedFilter
from motcua.casework.queries.access import staff_of
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class FilterView:
    id: UUID
    name: str
    query: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class DeskView:
    """``columns`` empty: the usual ones."""

    columns: tuple[str, ...] = ()
    page_size: int = 25
    has_shortcuts: bool = True
    filters: tuple[FilterView, ...] = ()

    @property
    def default(self) -> FilterView | None:
        return next((each for each in self.filters if each.is_default), None)


USUAL: Final = DeskView()


def get_desk(by: Actor) -> DeskView:
    """One query."""
    named = SavedFilter.objects.filter(staff_id=OuterRef("staff_id")).order_by("name")
    facts = JSONObject(id=F("id"), name=F("name"), query=F("query"), is_default=F("is_default"))
    row = (
        DeskChoice.objects.filter(staff_id=staff_of(by))
        .annotate(filters=ArraySubquery(named.values(facts=facts)))
        .first()
    )
    if row is None:
        return USUAL
    return DeskView(
        tuple(row.columns),
        row.page_size,
        row.has_shortcuts,
        tuple(FilterView(UUID(each.pop("id")), **each) for each in row.filters),
    )
