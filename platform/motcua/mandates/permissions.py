from enum import StrEnum
from uuid import UUID

from motcua.identity.api import get_applicant
from motcua.kernel.actors import Actor
from motcua.mandates.models import Mandate
from tenants.api import current_tenant, in_public


class Permission(StrEnum):
    CHECK = "mandates.check"


def may_read_paper(actor: Actor, mandate_id: UUID) -> bool:
    """Owner rule ``mandate``: who brought the paper here, and who checks papers."""
    if actor.kind == "system" or (actor.kind == "staff" and actor.may(Permission.CHECK)):
        return True
    if actor.kind != "applicant" or actor.id is None:
        return False
    tenant_id, person = current_tenant().id, get_applicant(actor.id)
    with in_public():
        rows = Mandate.objects.filter(pk=mandate_id, tenant_id=tenant_id, agent=person.subject)
        return rows.exists()
