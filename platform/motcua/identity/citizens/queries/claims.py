"""What a tenant may know of a citizen who did not sign in there themselves but sent somebody."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.identity.assurance import PROVEN
from motcua.identity.citizens.queries.people import citizen_of
from motcua.identity.models import Account
from tenants.context import in_public


def account_is_open(account_id: UUID) -> bool:
    """Whether a citizen's account is there and not locked."""
    with in_public():
        return Account.objects.filter(pk=account_id, is_active=True, is_staff=False).exists()


@dataclass(frozen=True, slots=True)
class ProvenPerson:
    """The holder of an account, as far as they are proven. ``keys``: confirmed addresses, in lower
    case, and the proven number: by these others may name them. Below level 2 there is no number."""

    subject: UUID
    name: str
    number: str
    birth_date: str
    is_proven: bool
    keys: frozenset[str]


def proven_person(account_id: UUID) -> ProvenPerson | None:
    """Nothing for an account that is gone or locked."""
    from allauth.account.models import EmailAddress

    with in_public():
        account = Account.objects.filter(pk=account_id, is_active=True, is_staff=False).first()
        if account is None:
            return None
        citizen = citizen_of(account)
        confirmed = EmailAddress.objects.filter(user=account_id, verified=True)
        emails = {each.lower() for each in confirmed.values_list("email", flat=True)}
    is_proven = citizen.assurance >= PROVEN
    number = citizen.attributes.get("personal_number", "") if is_proven else ""
    return ProvenPerson(
        subject=account_id,
        name=citizen.full_name,
        number=number,
        birth_date=citizen.attributes.get("birth_date", ""),
        is_proven=is_proven,
        keys=frozenset(emails | ({number} if number else set())),
    )


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


def account_of_personal_number(number: str) -> UUID | None:
    """The account whose holder proved this number. For who checks papers, never for searches."""
    from motcua.identity.citizens.operations.identities import account_of_number

    with in_public():
        account = account_of_number(number)
    return account.pk if account else None
