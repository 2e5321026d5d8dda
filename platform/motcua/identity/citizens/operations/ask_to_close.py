"""Asking to have one's account deleted, and taking that back by signing in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.identity.citizens.models import AccountClosure, Untold
from motcua.identity.citizens.operations.sign_outs import end_relying
from motcua.identity.citizens.operations.tell_closures import tell_waiting
from motcua.identity.citizens.queries.people import citizen_of
from motcua.identity.citizens.queries.phones import phone_of
from motcua.identity.models import Account
from motcua.identity.sessions import end_all_of_account
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden

GRACE: Final = timedelta(days=14)


class OperatorStays(Forbidden):
    """Operators' accounts are taken away by who runs the servers."""

    code = "operator_stays"


@dataclass(frozen=True, slots=True)
class ClosureView:
    requested_at: datetime
    due_at: datetime


def request_closure(*, account_id: UUID, now: datetime) -> ClosureView:
    """Delete the account in ``GRACE``; until then signing in takes it back. Every session ends.

    Asked again it changes nothing. Raises ``OperatorStays``.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if account.is_staff:
            raise OperatorStays(
                _("Tài khoản này còn quyền điều hành nền tảng. Hãy bỏ quyền đó trước.")
            )
        row, is_new = AccountClosure.objects.get_or_create(
            account_id=account_id,
            cancelled_at=None,
            defaults={
                "requested_at": now,
                "due_at": now + GRACE,
                "contact": _contact_of(account),
                "untold": Untold.REQUESTED,
                "untold_at": now,
            },
        )
        if is_new:
            _record("identity.deletion_requested", account, now)
        end_all_of_account(account_id)
        end_relying(account_id=account_id, now=now)
    tell_waiting(now=now)
    return ClosureView(row.requested_at, row.due_at)


def cancel_closure(*, account_id: UUID, now: datetime) -> bool:
    """The holder signed in again. False when nothing was asked for, or it is being done."""
    with transaction.atomic():
        row = (
            AccountClosure.objects.select_for_update()
            .filter(account_id=account_id, cancelled_at=None, begun_at=None)
            .first()
        )
        if row is None:
            return False
        account = Account.objects.get(pk=account_id)
        row.cancelled_at, row.contact = now, _contact_of(account)
        row.untold, row.untold_at = Untold.CANCELLED, now
        row.save()
        _record("identity.deletion_cancelled", account, now)
    tell_waiting(now=now)
    return True


def _contact_of(account: Account) -> dict[str, str]:
    citizen = citizen_of(account)
    return {
        "name": citizen.full_name,
        "email": citizen.email,
        "phone": phone_of(account.pk),
        "lang": (translation.get_language() or "vi")[:2],
    }


def _record(action: str, account: Account, now: datetime) -> None:
    by = Actor(kind="citizen", id=account.pk, name=str(account))
    audit.record(action=action, subject=f"citizen:{account.pk}", by=by, at=now)
