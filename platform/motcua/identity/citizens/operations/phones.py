"""The telephone of an account: opening one by it, changing it, taking it away."""

from datetime import datetime
from uuid import UUID

import structlog
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.identity.citizens.models import AccountPhone, CodePurpose
from motcua.identity.citizens.operations.create_citizen import username_of
from motcua.identity.citizens.operations.identities import register_person
from motcua.identity.citizens.operations.phone_codes import index_of_phone, spend_proof
from motcua.identity.citizens.queries.phones import phone_of
from motcua.identity.models import Account
from motcua.identity.text_senders import TextNotSent, send_text
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict
from motcua.kernel.ids import new_id

log = structlog.get_logger(__name__)


class PhoneTaken(Conflict):
    """Told only to who has just proved to hold the telephone."""

    code = "phone_taken"


class OnlyWayIn(Conflict):
    code = "only_way_in"


def open_by_phone(*, code_id: UUID | None, full_name: str, now: datetime) -> Account:
    """An account for the proven number. Raises ``CodeOver`` and ``PhoneTaken``."""
    with transaction.atomic():
        number = spend_proof(code_id=code_id, purpose=CodePurpose.SIGN_IN, now=now)
        account = Account(full_name=full_name[:200])
        account.username = username_of(account)
        account.set_unusable_password()
        account.save(force_insert=True)
        register_person(account=account, full_name=account.full_name)
        _keep(account.pk, number, now)
        _record("identity.phone_set", account, now)
    return account


def set_phone(*, account: Account, code_id: UUID | None, now: datetime) -> None:
    """The number proven by the code is the account's from now on; the old one is told.

    Raises ``CodeOver`` and ``PhoneTaken``.
    """
    with transaction.atomic():
        number = spend_proof(
            code_id=code_id, purpose=CodePurpose.SET, account_id=account.pk, now=now
        )
        Account.objects.select_for_update().get(pk=account.pk)
        before = phone_of(account.pk)
        if before == number:
            return
        AccountPhone.objects.filter(account=account).delete()
        _keep(account.pk, number, now)
        _record("identity.phone_set", account, now)
    _tell_old(before, now)


def remove_phone(*, account: Account, now: datetime) -> None:
    """Raises ``OnlyWayIn`` where nobody could sign in any more."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        before = phone_of(account.pk)
        if not before:
            return
        if not _has_other_way(account):
            raise OnlyWayIn(
                _("Đây là cách đăng nhập duy nhất của ông/bà. Hãy thêm thư điện tử trước.")
            )
        AccountPhone.objects.filter(account=account).delete()
        _record("identity.phone_removed", account, now)
    _tell_old(before, now)


def _keep(account_id: UUID, number: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            AccountPhone.objects.create(
                account_id=account_id,
                number=number,
                number_index=index_of_phone(number),
                proven_at=now,
            )
    except IntegrityError as error:
        raise PhoneTaken(
            _(
                "Số này đang dùng cho một tài khoản khác. Hãy đăng nhập bằng số này, bỏ số khỏi "
                "tài khoản đó rồi làm lại."
            ),
            field="phone",
        ) from error


def _has_other_way(account: Account) -> bool:
    has_mail = EmailAddress.objects.filter(user=account, verified=True).exists()
    passkeys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return (
        has_mail
        or SocialAccount.objects.filter(user=account).exists()
        or any(each.wrap().is_passwordless for each in passkeys)
    )


def _tell_old(number: str, now: datetime) -> None:
    """Whoever loses the number hears of it there; that it cannot be sent changes nothing."""
    if not number:
        return
    words = _("Số này không còn dùng để đăng nhập tài khoản dịch vụ công của ông/bà nữa.")
    try:
        send_text(message_id=new_id(), number=number, text=words, now=now)
    except TextNotSent:
        log.warning("old_phone_not_told")


def _record(action: str, account: Account, now: datetime) -> None:
    by = Actor(kind="citizen", id=account.pk, name=str(account))
    audit.record(action=action, subject=f"citizen:{account.pk}", by=by, at=now)
