"""What the platform knows of the holder of an account, and from whom it knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.dateparse import parse_datetime

from motcua.identity.citizens.models import Person
from motcua.identity.citizens.queries.phones import phone_of

TYPED: Final = "typed"
BY_CODE: Final = "code"
# What may be typed at all; the e-mail address and the telephone are proven on pages of their own.
CORRECTABLE: Final = ("full_name", "birth_date", "sex", "address")
_SHOWN: Final = ("full_name", "birth_date", "sex", "personal_number", "address", "phone", "email")


@dataclass(frozen=True, slots=True)
class Attribute:
    """``source``: ``typed``, ``code`` (a code sent there was entered) or a provider's key; ``at``
    is empty for what is older than the record of it."""

    key: str
    value: str
    source: str
    at: datetime | None
    is_correctable: bool


def attributes_of(account: Any) -> tuple[Attribute, ...]:
    person = Person.objects.filter(account=account.pk).first()
    if person is None:
        return ()
    known: Mapping[str, str] = person.attributes or {}
    phone = phone_of(account.pk)
    found = []
    for key in _SHOWN:
        value = known.get(key, "")
        source, at = source_of(person, key)
        if key == "phone" and phone:
            value, source, at = phone, BY_CODE, None
        if key == "email" and account.email:
            value, source, at = account.email, BY_CODE, None
        may = key in CORRECTABLE and source == TYPED
        found.append(Attribute(key, value, source, at if value else None, may))
    return tuple(found)


def source_of(person: Person, key: str) -> tuple[str, datetime | None]:
    """Of what is older than this record: proven people's facts are their provider's."""
    noted = person.sources.get(key)
    if noted:
        return str(noted["from"]), parse_datetime(noted["at"])
    if person.verified_by and (person.attributes or {}).get(key):
        return person.verified_by, person.verified_at
    return TYPED, None
