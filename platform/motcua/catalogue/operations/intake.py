"""Switching where dossiers for a service are filed."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.intake import Intake
from motcua.catalogue.events import ServiceIntakeChanged
from motcua.catalogue.models import FinderStamp, IntakePolicy, PublicService
from motcua.catalogue.operations.drafts import lock_service, note_act, require_person
from motcua.catalogue.operations.publication import MAX_NOTE, ReasonNeeded
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.intake import default_intake, followed_intake
from motcua.kernel import audit, events
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict

CHAIN: Final = "service-intake"


class NoProcedureCode(Conflict):
    """The national portal knows procedures by their code."""

    code = "no_procedure_code"


def set_intake(
    *, service_id: UUID, intake: Intake | None, reason: str, by: Actor, now: datetime
) -> None:
    """Where this service's dossiers are filed; ``None``: as the tenant's default says.

    Drafts in hand may be finished either way. Raises ``ReasonNeeded``, ``NoProcedureCode``.
    """
    by.require(CataloguePermission.PUBLISH)
    require_person(by)
    _require_reason(reason)
    with transaction.atomic():
        row = lock_service(service_id)
        wanted = intake or followed_intake(row.code)
        if intake is Intake.BACK_OFFICE and not row.code:
            raise NoProcedureCode(
                _("Dịch vụ chưa có mã thủ tục nên không dẫn sang Cổng quốc gia được."),
                field="intake",
            )
        before = row.intake, row.has_own_intake
        if before == (wanted, intake is not None):
            return
        row.intake, row.has_own_intake = wanted, intake is not None
        row.save(update_fields=["intake", "has_own_intake"])
        # Pages that were drawn before are not given out any more.
        FinderStamp.move()
        note_act(
            row,
            "intake_changed",
            by=by,
            now=now,
            before=before[0],
            after=str(wanted),
            by_default=intake is None,
            reason=reason[:MAX_NOTE],
        )
        events.publish(ServiceIntakeChanged(service_id=row.id), at=now)


def set_default_intake(*, intake: Intake, reason: str, by: Actor, now: datetime) -> int:
    """The tenant's default, for every service without an own choice; how many changed with it.

    A service without a procedure code stays here: nobody would find it at the national portal.
    Raises ``ReasonNeeded``.
    """
    by.require(CataloguePermission.PUBLISH)
    require_person(by)
    _require_reason(reason)
    with transaction.atomic():
        before = default_intake()
        IntakePolicy.objects.update_or_create(
            is_only=True,
            defaults={"intake": intake, "changed_at": now, "changed_by_name": by.name[:200]},
        )
        rows = PublicService.objects.select_for_update().filter(has_own_intake=False)
        moving = rows.exclude(intake=intake)
        if intake is Intake.BACK_OFFICE:
            moving = moving.exclude(code="")
        ids = list(moving.values_list("pk", flat=True))
        PublicService.objects.filter(pk__in=ids).update(intake=intake)
        FinderStamp.move()
        audit.record(
            action="catalogue.default_intake_changed",
            subject=CHAIN,
            by=by,
            at=now,
            data={
                "before": before,
                "after": str(intake),
                "services": len(ids),
                "reason": reason[:MAX_NOTE],
            },
        )
        for service_id in ids:
            events.publish(ServiceIntakeChanged(service_id=service_id), at=now)
    return len(ids)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(_("Hãy nêu lý do đổi nơi nộp."), field="reason")
