"""What a tenant may know of a citizen who did not sign in there themselves but sent somebody."""

from typing import Any
from uuid import UUID

from motcua.identity.models import Account
from tenants.context import in_public


def account_is_open(account_id: UUID) -> bool:
    """Whether a citizen's account is there and not locked."""
    with in_public():
        return Account.objects.filter(pk=account_id, is_active=True, is_staff=False).exists()


def account_email(account_id: UUID) -> str:
    """Lower case; empty where there is none."""
    with in_public():
        found = Account.objects.filter(pk=account_id, is_active=True).values_list("email").first()
    return found[0].lower() if found else ""


def citizen_claims(account_id: UUID) -> dict[str, Any] | None:
    """The claims a sign-in with all scopes would bring; nothing for an account that is gone.

    The caller answers for the citizen's consent.
    """
    from motcua.identity.citizens.provider import SCOPES, OIDCAdapter

    with in_public():
        account = Account.objects.filter(pk=account_id, is_active=True, is_staff=False).first()
        if account is None:
            return None
        claims: dict[str, Any] = OIDCAdapter().get_claims("userinfo", account, None, SCOPES)
        return claims
