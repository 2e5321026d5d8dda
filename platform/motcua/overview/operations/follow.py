"""Keeping the list of all agencies' dossiers in step with the dossiers themselves.

Runs in the tenant, through the outbox. Events may come late, twice and in any order: what is
written is never what an event says but where the dossier stands, read under its lock.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from motcua.casework.standing_api import (
    CaseOpened,
    CaseStanding,
    CaseTouched,
    case_ids_of,
    case_ids_with_people,
    standing_of,
)
from motcua.identity.api import Account, WalkInAdopted
from motcua.mandates.api import organisation_ids
from motcua.overview.models import DossierEntry, Wanted
from tenants.api import current_tenant, in_public, list_tenants

log = structlog.get_logger(__name__)
_BATCH: Final = 500
_FOLLOWING: Final = (
    "number",
    "service_name",
    "national_state",
    "step_name",
    "holder",
    "wanted",
    "is_paused",
    "deadline_at",
    "due_at",
    "finished_at",
)


def follow_opened(event: CaseOpened, at: datetime) -> None:
    """Consumer ``overview.follow_opened``."""
    follow(event.case_id)


def follow_touched(event: CaseTouched, at: datetime) -> None:
    """Consumer ``overview.follow_touched``."""
    follow(event.case_id)


def follow_adopted(event: WalkInAdopted, at: datetime) -> None:
    """Consumer ``overview.follow_adopted``: somebody noted at a counter has an account now."""
    for case_id in case_ids_of(event.applicant_id):
        follow(case_id)


def follow(case_id: UUID) -> None:
    """Write where the dossier stands for each of its people who have an account."""
    tenant_id = current_tenant().id
    with transaction.atomic():
        standing = standing_of(case_id)
        with in_public():
            _write(tenant_id, case_id, standing)


def rebuild() -> None:
    """Look at every dossier of the current tenant (a tenant that arrived from elsewhere)."""
    count = 0
    for case_id in case_ids_with_people(batch=_BATCH):
        follow(case_id)
        count += 1
    log.info("overview_rebuilt", tenant=current_tenant().slug, count=count)


def forget_gone() -> int:
    """Entries of agencies that were deleted and of accounts that were closed; returns how many.
    The dossiers themselves are the agencies'."""
    tenants = [each.id for each in list_tenants()]
    with in_public():
        accounts = Account.objects.filter(pk=OuterRef("subject"))
        gone = ~Q(tenant_id__in=tenants) | (~Exists(accounts) & ~Q(subject__in=organisation_ids()))
        return DossierEntry.objects.filter(gone).delete()[0]


def _write(tenant_id: UUID, case_id: UUID, standing: CaseStanding | None) -> None:
    subjects: Iterable[UUID] = standing.subjects if standing else ()
    known = DossierEntry.objects.filter(tenant_id=tenant_id, case_id=case_id)
    known.exclude(subject__in=subjects).delete()
    if standing is None:
        return
    rows = [_entry(tenant_id, subject, standing) for subject in standing.subjects]
    DossierEntry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["tenant_id", "case_id", "subject"],
        update_fields=_FOLLOWING,
    )


def _entry(tenant_id: UUID, subject: UUID, standing: CaseStanding) -> DossierEntry:
    return DossierEntry(
        subject=subject,
        tenant_id=tenant_id,
        case_id=standing.case_id,
        number=standing.number[:60],
        service_name=dict(standing.service_name),
        national_state=standing.state,
        step_name=standing.step_name[:300],
        holder=standing.holder[:500],
        # Only who filed the dossier can supplement, pay and confirm.
        wanted=Wanted(standing.wanted) if subject == standing.submitter else Wanted.NOTHING,
        is_paused=standing.is_paused,
        submitted_at=standing.submitted_at,
        deadline_at=standing.deadline_at,
        due_at=standing.due_at,
        finished_at=standing.finished_at,
    )
