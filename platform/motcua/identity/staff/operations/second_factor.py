"""The second factor of staff: setting it up, asking for it, taking it away when a phone is lost."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.staff.models import SecondFactor
from motcua.identity.staff.totp import matching_step, new_secret
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid
from motcua.kernel.limits import check_limit

_TRIES: Final = 5
_WINDOW: Final = timedelta(minutes=15)


class CodeWrong(Invalid):
    code = "second_factor_wrong"


def has_second_factor(account_id: UUID) -> bool:
    return SecondFactor.objects.filter(account=account_id, confirmed_at__isnull=False).exists()


def is_required(roles: frozenset[str]) -> bool:
    """By role: ``MOTCUA_SECOND_FACTOR_ROLES``."""
    return bool(roles & frozenset(settings.MOTCUA_SECOND_FACTOR_ROLES))


def begin_second_factor(*, account: Account) -> str:
    """The secret to put into the app. The same until it is confirmed, so that a reload of the
    page does not spoil what was just scanned. Raises ``CodeWrong`` when one is set up already."""
    factor, _made = SecondFactor.objects.get_or_create(
        account=account, defaults={"secret": new_secret()}
    )
    if factor.confirmed_at is not None:
        raise CodeWrong(_("Bước xác thực thứ hai đã được thiết lập."))
    return str(factor.secret)


def use_code(*, account: Account, code: str, by: Actor, now: datetime) -> None:
    """Accept a code from the app; the first one confirms the set-up.

    Raises ``CodeWrong``, and ``LimitReached`` after five tries in a quarter of an hour.
    """
    check_limit(name="second_factor", subject=str(account.pk), allowed=_TRIES, per=_WINDOW, now=now)
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(account=account).first()
        step = (
            matching_step(factor.secret, code, now=now, after=factor.last_step) if factor else None
        )
        if factor is None or step is None:
            raise CodeWrong(_("Mã không đúng hoặc đã dùng. Hãy nhập mã mới trong ứng dụng."))
        is_first = factor.confirmed_at is None
        factor.last_step, factor.confirmed_at = step, factor.confirmed_at or now
        factor.save(update_fields=["last_step", "confirmed_at"])
        if is_first:
            subject = f"staff:{account.pk}"
            audit.record(action="identity.second_factor_set", subject=subject, by=by, at=now)


def reset_second_factor(*, staff_id: UUID, by: Actor, now: datetime) -> None:
    """A lost telephone: the next sign-in asks for a new set-up where the role wants one."""
    with transaction.atomic():
        SecondFactor.objects.filter(account=staff_id).delete()
        subject = f"staff:{staff_id}"
        audit.record(action="identity.second_factor_reset", subject=subject, by=by, at=now)
