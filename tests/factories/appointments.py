"""A reception point that takes people by appointment. Call inside a tenant."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.appointments import api
from motcua.casework.counter.api import save_ticket_kind
from motcua.catalogue.models import ServiceVersion
from motcua.kernel.actors import SYSTEM
from tests.factories.casework import Office

PHONE = "0912 345 678"


def open_desk(office: Office, *, code: str = "A", **other: Any) -> UUID:
    """Two places every half hour, one of them for walk-ins, whenever the point works."""
    kind = save_ticket_kind(
        agency_id=office.agency.id, code=code, name="Nộp hồ sơ", is_active=True, by=SYSTEM,
        now=office.now,
    )  # fmt: skip
    known = {
        "agency_id": office.agency.id, "kind_id": kind, "name": f"Quầy {code}",
        "slot_minutes": 30, "capacity": 2, "walk_in_percent": 50, "lead_minutes": 60,
    }  # fmt: skip
    return api.save_opening(wish=api.OpeningWish(**known | other), by=SYSTEM, now=office.now)


def service_of(office: Office) -> UUID:
    return ServiceVersion.objects.get(pk=office.version_id).service_id


def free_slot(opening_id: UUID, *, now: datetime, after: datetime | None = None) -> api.Slot:
    """The first with a place left, at or after ``after``."""
    opening = api.get_opening(opening_id)
    day = (after or now).date()
    found = api.list_slots([opening], first=day, last=day + timedelta(days=14), now=now)
    return next(each for each in found if each.free and each.starts_at >= (after or now))


def wish(office: Office, slot: api.Slot, **other: Any) -> api.Wish:
    known = {
        "opening_id": slot.opening_id, "starts_at": slot.starts_at,
        "service_id": service_of(office), "purpose": "file", "name": "Trần Thị Mẫu",
        "phone": PHONE, "email": "mau@example.vn",
    }  # fmt: skip
    return api.Wish(**known | other)


def booked(office: Office, slot: api.Slot, *, client: str = "203.0.113.0/24", **other: Any) -> UUID:
    made = api.book(wish=wish(office, slot, **other), client=client, applicant=None, now=office.now)
    return made.id
