from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.identity.assurance import UNKNOWN
from motcua.identity.citizens.models import Person
from motcua.identity.citizens.queries.phones import phone_of
from motcua.identity.models import Account


@dataclass(frozen=True, slots=True)
class CitizenView:
    """A citizen's account on the platform; ``attributes["phone"]`` is the proven number where
    there is one. Never handed to a tenant as a whole: tenants get
    the claims of their scopes (``citizens.provider``)."""

    account_id: UUID
    full_name: str
    email: str
    assurance: int
    attributes: dict[str, str]


def find_citizen(*, email: str) -> CitizenView | None:
    """By the e-mail address of the account. Call inside the public schema."""
    account = Account.objects.filter(email__iexact=email, is_staff=False).first()
    return citizen_of(account) if account else None


def citizen_of(account: Any) -> CitizenView:
    """An account without a person (an operator's) is of unknown identity."""
    person = Person.objects.filter(account=account.pk).first()
    attributes: dict[str, str] = dict(person.attributes) if person else {}
    if proven := phone_of(account.pk):
        attributes["phone"] = proven
    return CitizenView(
        account_id=account.pk,
        full_name=attributes.get("full_name") or account.full_name,
        email=account.email or attributes.get("email", ""),
        assurance=person.assurance if person else UNKNOWN,
        attributes=attributes,
    )


def assurance_of(account: Any) -> int:
    level = Person.objects.filter(account=account.pk).values_list("assurance", flat=True).first()
    return level if level is not None else UNKNOWN
