"""Legal holds: somebody in charge says that a dossier must be kept for now."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseHeld
from motcua.casework.models import CaseHold
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel import audit
from motcua.kernel.actors import Actor


def hold_case(*, case_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """Raises ``CaseMissing``, ``CaseHeld`` when it is held already, ``ReasonMissing``."""
    _require(by)
    cleaned = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.holds.filter(released_at=None).exists():
            raise CaseHeld(_("Hồ sơ này đang được giữ lại."))
        CaseHold.objects.create(
            case=case,
            reason=cleaned,
            placed_at=now,
            placed_by=_key(by),
            placed_by_name=by.name[:200],
        )
        audit.record(action="case.held", subject=case.audit_subject, by=by, at=now)


def release_hold(*, case_id: UUID, by: Actor, now: datetime) -> None:
    """Raises ``CaseMissing``; a dossier that is not held stays as it is."""
    _require(by)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        released = case.holds.filter(released_at=None).update(released_at=now, released_by=_key(by))
        if released:
            audit.record(action="case.hold_released", subject=case.audit_subject, by=by, at=now)


def _require(by: Actor) -> None:
    if by.kind != "system":
        by.require(Permission.HOLD)


def _key(by: Actor) -> str:
    return f"{by.kind}:{by.id}" if by.id else by.kind
