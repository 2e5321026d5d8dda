"""Carrying out what citizens asked for two weeks ago: their accounts go.

Tenant after tenant, each in a transaction of its own and noted, then the platform's own tables, at
last the account. A worker that is killed in the middle leaves a closure that the next one goes on
with; everything may be done twice.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction

from motcua.identity.applicants.operations.leave import release_applicant
from motcua.identity.citizens.models import AccountClosure, Untold
from motcua.identity.citizens.operations.delete_account import delete_account
from motcua.identity.citizens.operations.sign_outs import end_relying
from motcua.identity.leaving import account_parts
from motcua.identity.models import Account
from motcua.identity.sessions import end_all_of_account
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.kernel.log_lines import failure_of
from tenants.context import in_tenant
from tenants.domain.view import TenantView
from tenants.models import TenantStatus
from tenants.queries.directory import list_tenants

log = structlog.get_logger(__name__)
_AT_ONCE: Final = 20
# Being made, or being put right by a restore or an import: to be looked at again later.
_NOT_NOW: Final = (TenantStatus.CREATING, TenantStatus.CLOSED)


def close_due(*, now: datetime) -> int:
    """Accounts whose days of grace are over; returns how many are gone. One that fails keeps no
    other, and is tried again by the next run."""
    rows = AccountClosure.objects.filter(due_at__lte=now, cancelled_at=None, finished_at=None)
    done = 0
    for closure_id in list(rows.order_by("due_at").values_list("pk", flat=True)[:_AT_ONCE]):
        try:
            done += _carry_out(closure_id, now)
        except Exception as error:  # noqa: BLE001 -- logged, tried again
            log.error("account_not_closed", closure=str(closure_id), error=failure_of(error))
    return done


def _carry_out(closure_id: UUID, now: datetime) -> bool:
    row = _begin(closure_id, now)
    if row is None:
        return False
    waiting = False
    for tenant in list_tenants():
        if str(tenant.id) in row.done_in:
            continue
        if tenant.status in _NOT_NOW:
            waiting = True
            continue
        _leave(row, tenant, now)
    return False if waiting else _finish(row, now)


def _begin(closure_id: UUID, now: datetime) -> AccountClosure | None:
    """From here on there is no way back: the account can no longer sign in."""
    with transaction.atomic():
        row = AccountClosure.objects.select_for_update().get(pk=closure_id)
        if row.cancelled_at or row.finished_at:
            return None
        if row.begun_at is None:
            row.begun_at = now
            row.save(update_fields=["begun_at"])
            Account.objects.filter(pk=row.account_id).update(is_active=False)
        end_all_of_account(row.account_id)
        end_relying(account_id=row.account_id, now=now)
    return row


def _leave(row: AccountClosure, tenant: TenantView, now: datetime) -> None:
    with in_tenant(tenant.schema_name):
        release_applicant(subject=row.account_id, now=now)
    with transaction.atomic():
        kept = AccountClosure.objects.select_for_update().get(pk=row.pk)
        kept.done_in = sorted({*kept.done_in, str(tenant.id)})
        kept.save(update_fields=["done_in"])
        row.done_in = kept.done_in


def _finish(row: AccountClosure, now: datetime) -> bool:
    with transaction.atomic():
        kept = AccountClosure.objects.select_for_update().get(pk=row.pk)
        if kept.finished_at is not None:
            return False
        for part in account_parts:
            part.leave_platform(row.account_id, now=now)
        delete_account(row.account_id)
        kept.finished_at, kept.untold, kept.untold_at = now, Untold.DELETED, now
        kept.save(update_fields=["finished_at", "untold", "untold_at"])
        audit.record(
            action="identity.account_deleted",
            subject=f"citizen:{row.account_id}",
            by=SYSTEM,
            at=now,
            data={"requested_at": row.requested_at.isoformat()},
        )
    return True
