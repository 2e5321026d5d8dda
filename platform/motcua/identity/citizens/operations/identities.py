"""Proving who the holder of an account is, and merging on that proof alone."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.identity.assurance import PROVEN, SELF_REGISTERED
from motcua.identity.citizens.models import Person
from motcua.identity.citizens.verified_identity import VerifiedIdentity
from motcua.identity.models import Account
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.crypto import blind_index
from motcua.kernel.errors import Conflict

_PURPOSE: Final = "identity.person.personal_number"


class PersonalNumberTaken(Conflict):
    """The proven number is already that of another account."""

    code = "personal_number_taken"


class OtherPersonProven(Conflict):
    """The account already belongs to somebody with another proven number."""

    code = "other_person_proven"


class FactsContradict(Conflict):
    """The same number, but somebody born on another day: a mistake somewhere, or a fraud."""

    code = "facts_contradict"


def register_person(*, account: Account, full_name: str) -> None:
    """A self-registered person of whom we know only the name they typed."""
    Person.objects.get_or_create(
        account=account,
        defaults={"attributes": {"full_name": full_name}, "assurance": SELF_REGISTERED},
    )


def account_of_number(personal_number: str) -> Account | None:
    """The one account whose holder proved ``personal_number``. Never looked up by name,
    telephone or e-mail (domain reference 7.1)."""
    if not personal_number:
        return None
    person = (
        Person.objects.select_related("account")
        .filter(personal_number_index=_index(personal_number))
        .first()
    )
    return person.account if person else None


def account_to_merge(identity: VerifiedIdentity) -> Account | None:
    """The account whose holder proved the same number before, by another way.

    Raises ``FactsContradict`` when the day of birth is another. A day that is known only in part,
    or by one side, contradicts nothing; a provider may correct its own person's.
    """
    account = account_of_number(identity.personal_number)
    if account is not None:
        refuse_other_facts(account=account, identity=identity)
    return account


def refuse_other_facts(*, account: Account, identity: VerifiedIdentity) -> None:
    """Before another proof is tied to an account that is proven already."""
    person = Person.objects.filter(account=account, assurance=PROVEN).first()
    known = (person.attributes or {}).get("birth_date", "") if person else ""
    said = identity.birth_date if identity.assurance >= PROVEN else ""
    if known and said and not known.startswith(said) and not said.startswith(known):
        raise FactsContradict(
            _(
                "Ngày sinh trong giấy tờ định danh khác ngày sinh đã xác minh của tài khoản. Hãy "
                "mang giấy tờ tới cơ quan nơi ông/bà nộp hồ sơ để được kiểm tra."
            )
        )


def apply_identity(*, account: Account, identity: VerifiedIdentity, now: datetime) -> None:
    """Note what the provider proved. A proven level is never lowered by a weaker sign-in.

    Raises ``PersonalNumberTaken`` or ``OtherPersonProven``; nothing is changed then.
    """
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        person = Person.objects.filter(account=account).first() or Person(account=account)
        if person.assurance == PROVEN and identity.assurance < PROVEN:
            return
        _refuse_other_person(person, identity)
        _fill(person, identity, now)
        _save(person)
        if identity.full_name:
            Account.objects.filter(pk=account.pk).update(full_name=identity.full_name[:200])
        audit.record(
            action="identity.person_verified",
            subject=f"citizen:{account.pk}",
            by=Actor(kind="citizen", id=account.pk, name=identity.full_name),
            at=now,
            data={"provider": identity.provider, "assurance": identity.assurance},
        )


def _refuse_other_person(person: Person, identity: VerifiedIdentity) -> None:
    if not identity.personal_number:
        return
    known = person.personal_number_index
    if known and known != _index(identity.personal_number):
        raise OtherPersonProven(_("Tài khoản này đã gắn với số định danh của người khác."))


def _fill(person: Person, identity: VerifiedIdentity, now: datetime) -> None:
    known: dict[str, Any] = person.attributes or {}
    said = {key: value for key, value in identity.attributes.items() if value}
    person.attributes = {**known, **said}
    # Below level 2 a provider only hands on what its holder typed there.
    source = identity.provider if identity.assurance >= PROVEN else "typed"
    noted = {"from": source, "at": now.isoformat()}
    person.sources = {**person.sources, **dict.fromkeys(said, noted)}
    if identity.assurance >= PROVEN:
        person.assurance = PROVEN
        person.personal_number_index = _index(identity.personal_number)
        person.verified_by, person.verified_at = identity.provider, now


def _save(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise PersonalNumberTaken(
            _("Số định danh này đã gắn với một tài khoản khác. Hãy đăng nhập tài khoản đó.")
        ) from error


def _index(personal_number: str) -> str:
    return blind_index(personal_number, purpose=_PURPOSE)
