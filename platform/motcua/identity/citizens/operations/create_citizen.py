from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.identity.assurance import PROVEN, SELF_REGISTERED
from motcua.identity.citizens.operations.identities import apply_identity, register_person
from motcua.identity.citizens.queries.people import CitizenView, citizen_of
from motcua.identity.citizens.verified_identity import VerifiedIdentity
from motcua.identity.models import Account
from motcua.kernel.errors import Conflict
from motcua.kernel.ids import new_id
from tenants.context import in_public


class EmailTaken(Conflict):
    code = "email_taken"


def create_citizen(
    *,
    email: str,
    password: str,
    full_name: str,
    personal_number: str = "",
    birth_date: str = "",
    sex: str = "",
    phone: str = "",
    address: str = "",
    now: datetime | None = None,
) -> CitizenView:
    """An account on the platform with a confirmed e-mail address, for demonstrations and tests.

    With ``personal_number`` the person counts as proven (level 2). Runs in the public schema
    wherever it is called from. Raises ``EmailTaken`` or ``PersonalNumberTaken``.
    """
    from allauth.account.models import EmailAddress

    at = now or timezone.now()
    with in_public(), transaction.atomic():
        if EmailAddress.objects.filter(email__iexact=email).exists():
            raise EmailTaken(_("Thư điện tử này đã có tài khoản."), field="email")
        account = Account(email=email.lower(), full_name=full_name)
        account.username = username_of(account)
        account.set_password(password)
        account.save(force_insert=True)
        EmailAddress.objects.create(user=account, email=email.lower(), verified=True, primary=True)
        register_person(account=account, full_name=full_name)
        identity = VerifiedIdentity(
            provider="demo",
            subject=str(account.pk),
            assurance=PROVEN if personal_number else SELF_REGISTERED,
            full_name=full_name,
            personal_number=personal_number,
            birth_date=birth_date,
            sex=sex,
            address=address,
            phone=phone,
            email=email.lower(),
        )
        apply_identity(account=account, identity=identity, now=at)
        return citizen_of(account)


def username_of(account: Account) -> str:
    """Citizens sign in by e-mail or provider; the column still wants something unique."""
    account.id = account.id or new_id()
    return f"citizen-{account.id.hex}"
