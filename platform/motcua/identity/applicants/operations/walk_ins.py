"""People who come to a counter and have no account (yet)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from motcua.identity.applicants.models import Applicant
from motcua.identity.applicants.queries.applicants import ApplicantView, view_of
from motcua.identity.applicants.queries.by_number import index_of
from motcua.identity.assurance import PROVEN
from motcua.identity.events import WalkInAdopted
from motcua.identity.models import Account
from motcua.kernel import events
from motcua.kernel.text import fold
from tenants.api import in_public


@dataclass(frozen=True, slots=True)
class WalkIn:
    """A person as their identity paper names them, and where they can be reached.

    ``birth_date`` and ``sex`` as in ``ApplicantView``.
    """

    full_name: str
    personal_number: str
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def register_walk_in(person: WalkIn, *, now: datetime) -> ApplicantView:
    """Note a person whose paper was seen; the same number again brings the note up to date.

    Accounts are left alone: what they say of a person is theirs to change.
    """
    index = index_of(person.personal_number)
    with transaction.atomic():
        _hold(index)
        found = Applicant.objects.select_for_update().filter(
            personal_number_index=index, is_walk_in=True
        )
        row = found.first() or Applicant(subject=uuid4(), is_walk_in=True, created_at=now)
        row.full_name, row.phone, row.email = person.full_name, person.phone, person.email
        row.personal_number_index, row.assurance, row.last_seen_at = index, PROVEN, now
        row.left_at = None
        row.attributes = {
            "birth_date": person.birth_date,
            "sex": person.sex,
            "personal_number": person.personal_number,
            "address": person.address,
        }
        row.save()
    return view_of(row)


def adopt_walk_in(*, subject: UUID, known: Mapping[str, Any]) -> None:
    """Give a new proven account what was noted of its owner at a counter.

    Number and name must agree, and the day of birth where both know it: a slip of the pen at the
    counter must not hand one citizen's dossiers to another.
    """
    if known["assurance"] < PROVEN or not known["personal_number_index"]:
        return
    if Applicant.objects.filter(subject=subject).exists():
        return
    rows = Applicant.objects.select_for_update().filter(
        personal_number_index=known["personal_number_index"], is_walk_in=True
    )
    row = next((each for each in rows.order_by("pk") if _is_same(each, known)), None)
    if row is not None:
        row.subject, row.is_walk_in = subject, False
        row.save(update_fields=["subject", "is_walk_in"])
        events.publish(WalkInAdopted(applicant_id=row.pk), at=timezone.now())


def release_strangers() -> None:
    """Proven people of a tenant that was imported, whose accounts are with another platform.

    They become like people noted at a counter: their first proven sign-in here takes over what is
    theirs. One note a number: a second account's keeps waiting for its owner.
    """
    rows = Applicant.objects.filter(is_walk_in=False, assurance__gte=PROVEN)
    known = dict(rows.exclude(personal_number_index="").values_list("subject", "pk"))
    with in_public():
        here = set(Account.objects.filter(pk__in=known).values_list("pk", flat=True))
    strangers = [pk for subject, pk in known.items() if subject not in here]
    Applicant.objects.filter(pk__in=strangers).update(is_walk_in=True)


def _is_same(row: Applicant, known: Mapping[str, Any]) -> bool:
    days = (row.attributes or {}).get("birth_date", ""), known["attributes"]["birth_date"]
    names = " ".join(fold(row.full_name).split()), " ".join(fold(known["full_name"]).split())
    return names[0] == names[1] and (days[0] == days[1] or not all(days))


def _hold(index: str) -> None:
    """Two desks entering the same person at once make one note."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"walk_in:{index}"])
