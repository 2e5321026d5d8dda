"""Operators of the platform: accounts with one more right, given by who runs the servers."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from motcua.identity.models import Account
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from tenants.api import in_public

CHAIN = "platform:operators"


class NotAnAccount(Exception):
    """Nobody to make an operator of; says why, for the command line."""


def make_operator(*, email: str, now: datetime) -> str:
    """The account's name. Raises ``NotAnAccount`` without a confirmed address or a second factor:
    the console can close agencies, and a stolen password must not be enough."""
    with in_public(), transaction.atomic():
        account = _account(email)
        if not EmailAddress.objects.filter(user=account, email__iexact=email, verified=True):
            raise NotAnAccount("The account has not confirmed this mail address.")
        if not Authenticator.objects.filter(user=account).exists():
            raise NotAnAccount("The account has no second factor. Set one up at /accounts/2fa/.")
        return _set(account, is_operator=True, now=now)


def unmake_operator(*, email: str, now: datetime) -> str:
    """The account's name; it stays a citizen's account. Raises ``NotAnAccount``."""
    with in_public(), transaction.atomic():
        return _set(_account(email), is_operator=False, now=now)


def _account(email: str) -> Account:
    account = Account.objects.select_for_update().filter(email__iexact=email).first()
    if account is None:
        raise NotAnAccount("There is no account with this mail address.")
    return account


def _set(account: Account, *, is_operator: bool, now: datetime) -> str:
    account.is_staff = is_operator
    account.save(update_fields=["is_staff"])
    action = "operator.made" if is_operator else "operator.unmade"
    audit.record(action=action, subject=CHAIN, by=SYSTEM, at=now, data={"account": str(account.pk)})
    return account.email
