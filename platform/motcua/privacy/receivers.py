"""What is known here of a dossier goes with it; a bundle is its owner's alone."""

from datetime import datetime
from uuid import UUID

from motcua.casework.standing_api import DossierErased
from motcua.files.api import OwnerRule, owner_rules
from motcua.identity.api import account_parts
from motcua.kernel.actors import Actor
from motcua.kernel.events import subscribe
from motcua.notifications.api import notices
from motcua.privacy.models import DataCopy
from motcua.privacy.operations.forget import RequestsPart, forget_case
from motcua.privacy.operations.telling import NOTICES


def connect() -> None:
    subscribe(DossierErased, forget)
    account_parts.register(RequestsPart())
    owner_rules.register(OwnerRule("data_copy", may_read_copy))
    for notice in NOTICES:
        notices.register(notice)


def forget(event: DossierErased, at: datetime) -> None:
    forget_case(event.case_id)


def may_read_copy(actor: Actor, copy_id: UUID) -> bool:
    """Owner rule ``data_copy``: who asked for it, nobody else; ``fetch_copy`` looks at the time."""
    if actor.kind != "applicant" or actor.id is None:
        return False
    return DataCopy.objects.filter(pk=copy_id, request__applicant_id=actor.id).exists()
