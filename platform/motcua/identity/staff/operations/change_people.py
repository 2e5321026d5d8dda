"""What changes about people who work here, and how they come by a password."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.staff.models import StaffProfile
from motcua.identity.staff.operations.agencies import agency_by_code
from motcua.identity.staff.queries.people import StaffMissing
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Gone, Invalid


class PasswordLinkUsed(Gone):
    """Used, replaced by a newer password, or too old."""

    code = "password_link_used"


class PasswordWeak(Invalid):
    code = "password_weak"


class _Links(PasswordResetTokenGenerator):
    """Bound to the password of now: setting one, by whatever way, ends every link before it."""

    key_salt = "motcua.identity.staff.password_link"


_LINKS: Final = _Links()


def change_staff(
    *,
    staff_id: UUID,
    full_name: str,
    email: str,
    phone: str,
    title: str,
    agency_code: str | None,
    by: Actor,
    now: datetime,
) -> None:
    """Raises ``StaffMissing``, ``AgencyMissing``."""
    with transaction.atomic():
        account = _lock(staff_id)
        account.full_name, account.email = full_name, email
        account.save(update_fields=["full_name", "email"])
        agency = agency_by_code(agency_code) if agency_code else None
        StaffProfile.objects.update_or_create(
            account=account, defaults={"agency": agency, "phone": phone, "title": title}
        )
        _record("identity.staff_changed", staff_id, by, now)


def enable_staff(*, staff_id: UUID, by: Actor, now: datetime) -> None:
    """Somebody who had left is back, with the roles they still hold."""
    with transaction.atomic():
        account = _lock(staff_id)
        account.is_active = True
        account.save(update_fields=["is_active"])
        _record("identity.staff_enabled", staff_id, by, now)


def make_password_link(*, staff_id: UUID, by: Actor, now: datetime) -> str:
    """A token to set a password once, for ``PASSWORD_RESET_TIMEOUT`` seconds.

    Raises ``StaffMissing``.
    """
    with transaction.atomic():
        token = _LINKS.make_token(_lock(staff_id))
        _record("identity.password_link_made", staff_id, by, now)
    return token


def check_password_link(*, staff_id: UUID, token: str) -> Account:
    """Raises ``PasswordLinkUsed``, the same for whatever is wrong with it."""
    account = Account.objects.filter(pk=staff_id, is_active=True).first()
    if account is None or not _LINKS.check_token(account, token):
        raise PasswordLinkUsed(_("Đường dẫn này đã dùng hoặc đã hết hạn. Hãy xin đường dẫn mới."))
    return account


def set_password_by_link(*, staff_id: UUID, token: str, password: str, now: datetime) -> None:
    """Raises ``PasswordLinkUsed`` and ``PasswordWeak``; sessions of before end with it."""
    with transaction.atomic():
        _lock(staff_id)
        account = check_password_link(staff_id=staff_id, token=token)
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise PasswordWeak(" ".join(error.messages), field="password") from error
        account.set_password(password)
        account.save(update_fields=["password"])
        _record("identity.password_set", staff_id, SYSTEM, now)


def _lock(staff_id: UUID) -> Account:
    account = Account.objects.select_for_update().filter(pk=staff_id).first()
    if account is None:
        raise StaffMissing(_("Không có cán bộ này."))
    return account


def _record(action: str, staff_id: UUID, by: Actor, now: datetime) -> None:
    audit.record(action=action, subject=f"staff:{staff_id}", by=by, at=now)
