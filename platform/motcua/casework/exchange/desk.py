"""Who answers other tenants here: a setting of the tenant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseNotYours
from motcua.casework.models import ExchangeDesk
from motcua.identity.api import ROLES, get_agency
from motcua.kernel import audit
from motcua.kernel.actors import Actor

DEFAULT_ROLE: Final = "specialist"
CONFIGURE: Final = "tenant.configure"


@dataclass(frozen=True, slots=True)
class Desk:
    """``agency_id`` empty: whoever has the role, at any unit."""

    role: str
    agency_id: UUID | None


def desk_of() -> Desk:
    row = ExchangeDesk.objects.first()
    return Desk(row.role, row.agency_id) if row else Desk(DEFAULT_ROLE, None)


def set_desk(*, role: str, agency_id: UUID | None, by: Actor, now: datetime) -> Desk:
    """For requests that come in from now on. Raises ``CaseNotYours`` for a role that reads no
    dossiers, ``AgencyMissing``."""
    by.require(CONFIGURE)
    if role not in ROLES or "casework.read" not in ROLES[role].permissions:
        raise CaseNotYours(_("Vai trò này không đọc được hồ sơ."), field="role")
    if agency_id is not None:
        get_agency(agency_id)
    with transaction.atomic():
        ExchangeDesk.objects.update_or_create(
            is_only=True, defaults={"role": role, "agency_id": agency_id, "changed_at": now}
        )
        facts = {"role": role, "agency": agency_id}
        audit.record(action="exchange.desk_set", subject="exchange", by=by, at=now, data=facts)
    return Desk(role, agency_id)
