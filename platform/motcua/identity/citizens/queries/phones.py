"""Which account a telephone belongs to."""

from uuid import UUID

from motcua.identity.citizens.models import AccountPhone
from motcua.identity.citizens.operations.phone_codes import index_of_phone
from motcua.identity.models import Account


def phone_of(account_id: UUID) -> str:
    """E.164; empty where none is proven."""
    row = AccountPhone.objects.filter(account=account_id).first()
    return str(row.number) if row else ""


def account_of_phone(number: str) -> Account | None:
    """Call it only for who has just proved to hold the telephone."""
    row = (
        AccountPhone.objects.select_related("account")
        .filter(number_index=index_of_phone(number))
        .first()
    )
    return row.account if row else None
