"""Certificates of the demonstration: everybody who signs has one, and every one says that it has
no legal value. One authority for all demo tenants, so that they believe each other's papers."""

from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.files import api as files
from motcua.files.signing.authority import TestAuthority, make_authority
from motcua.identity import api as identity
from motcua.kernel.actors import SYSTEM
from tenants.api import current_tenant

AUTHORITY: Final = "Tổ chức chứng thực thử nghiệm Motcua (không có giá trị pháp lý)"
_SIGN: Final = ("leader", "division_head")


def make_demo_authority(*, now: datetime) -> TestAuthority:
    return make_authority(now=now)


def give_certificates(authority: TestAuthority, *, now: datetime) -> int:
    """For the current tenant; doing it again changes nothing. Returns how many were given."""
    if files.has_test_authority():
        return 0
    files.install_test_authority(authority, name=AUTHORITY, now=now)
    tenant = current_tenant()
    seals: list[tuple[UUID | None, str]] = [(None, tenant.name)]
    seals += [(each.id, each.name) for each in identity.list_agencies() if each.parent_id]
    for owner_id, name in seals:
        _issue("organisation", owner_id, name, name, now)
    signers = {person.id: person for role in _SIGN for person in identity.list_staff(role=role)}
    for person in signers.values():
        unit = person.agency_name or tenant.name
        _issue("person", person.id, person.full_name, unit, now)
    return len(seals) + len(signers)


def _issue(kind: str, owner_id: UUID | None, name: str, organisation: str, now: datetime) -> None:
    files.issue_identity(
        kind=kind,
        owner_id=owner_id,
        name=name,
        organisation=organisation,
        by=SYSTEM,
        now=now,
    )
