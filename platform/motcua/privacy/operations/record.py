"""Traces of reading that are not of one dossier: a person looked up, many dossiers at once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, Protocol, TypeVar
from uuid import UUID

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.privacy.models import DataExport

PERSON_READ: Final = "person.read"


class OfCase(Protocol):
    @property
    def case_id(self) -> UUID: ...


_Row = TypeVar("_Row", bound=OfCase)


def record_person_reading(
    applicant_id: UUID, *, by: Actor, now: datetime, what: str = "counter"
) -> None:
    """``what``: ``counter`` (looked up by number), ``request`` (about data), ``petition``."""
    unit = min(map(str, by.agency_ids), default="")
    audit.record(
        action=PERSON_READ,
        subject=f"person-reads:{applicant_id}",
        by=by,
        at=now,
        data={"what": what, "roles": sorted(by.roles), "agency": unit},
    )


def record_export(
    case_ids: Iterable[UUID], *, what: str, by: Actor, now: datetime, service_name: str = ""
) -> None:
    """``what``: ``sheet`` (a table on the screen), ``file`` (taken along), ``print``, ``book``."""
    found = sorted(set(case_ids), key=str)
    if not found or by.kind != "staff":
        return
    DataExport.objects.create(
        what=what,
        service_name=service_name[:300],
        by_id=by.id,
        by_name=by.name[:200],
        roles=sorted(by.roles),
        agency_id=min(by.agency_ids, key=str, default=None),
        case_ids=found,
        at=now,
    )


def noted(
    rows: Iterable[_Row], *, what: str, by: Actor, now: datetime, service_name: str
) -> Iterator[_Row]:
    """The rows as they come; what was handed out is recorded also when it breaks off."""
    given: list[UUID] = []
    try:
        for row in rows:
            given.append(row.case_id)
            yield row
    finally:
        record_export(given, what=what, by=by, now=now, service_name=service_name)
