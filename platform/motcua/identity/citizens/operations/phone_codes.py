"""Codes sent to a telephone: six digits, ten minutes, five tries, once.

The way is the same for every number, known here or not: the same limits, the same message, the
same page. Only who has read the message learns whether there is an account.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from motcua.identity.citizens.models import CodePurpose, PhoneCode
from motcua.identity.citizens.phone_numbers import mobile_number
from motcua.identity.text_senders import send_text
from motcua.kernel.crypto import blind_index
from motcua.kernel.errors import Gone, Invalid
from motcua.kernel.ids import new_id
from motcua.kernel.limits import check_limit

LIFETIME: Final = timedelta(minutes=10)
PROOF: Final = timedelta(minutes=15)
"""How long after the code the next step (a name, a new number) may take."""
MAX_TRIES: Final = 5
_KEEP: Final = timedelta(days=1)
_TIDY_ONE_IN: Final = 50
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
# A telephone that rings all day is an attack on its owner; a network may be a whole village.
_PER_NUMBER: Final = (("minute", 1, timedelta(minutes=1)), ("hour", 5, _HOUR), ("day", 10, _DAY))
_PER_NETWORK: Final = (("hour", 60, _HOUR), ("day", 300, _DAY))


class NotAMobileNumber(Invalid):
    code = "not_a_mobile_number"


class CodeWrong(Invalid):
    code = "phone_code_wrong"


class CodeOver(Gone):
    """Used, too old, tried too often, or never sent."""

    code = "phone_code_over"


def send_code(
    *,
    written: str,
    purpose: CodePurpose,
    network: str,
    now: datetime,
    account_id: UUID | None = None,
) -> UUID:
    """Send a code to the number as somebody wrote it; returns the id to check it by.

    Raises ``NotAMobileNumber``, ``LimitReached`` and ``TextNotSent``.
    """
    number = mobile_number(written)
    if not number:
        raise NotAMobileNumber(
            _("Hãy nhập số di động Việt Nam, ví dụ 0912 345 678."), field="phone"
        )
    _limit(number, network, now)
    code_id, code = new_id(), f"{secrets.randbelow(1_000_000):06d}"
    if secrets.randbelow(_TIDY_ONE_IN) == 0:
        PhoneCode.objects.filter(created_at__lt=now - _KEEP).delete()
    PhoneCode.objects.create(
        id=code_id,
        purpose=purpose,
        number=number,
        account_id=account_id,
        code_hash=_hash(code_id, code),
        created_at=now,
    )
    words = _("Mã xác nhận: %(code)s, dùng trong 10 phút. Không đưa mã này cho bất kỳ ai.")
    send_text(message_id=code_id, number=number, text=words % {"code": code}, now=now)
    return code_id


def prove_code(
    *,
    code_id: UUID | None,
    purpose: CodePurpose,
    typed: str,
    now: datetime,
    account_id: UUID | None = None,
) -> str:
    """The number that ``typed`` was sent to. Raises ``CodeWrong`` and ``CodeOver``."""
    with transaction.atomic():
        row = _live(code_id, purpose, account_id, now)
        row.tries += 1
        is_right = constant_time_compare(row.code_hash, _hash(row.pk, _digits(typed)))
        if is_right:
            row.proven_at = now
        row.save(update_fields=["tries", "proven_at"])
    if not is_right:
        if row.tries >= MAX_TRIES:
            raise _over()
        raise CodeWrong(_("Mã không đúng."), field="code")
    return str(row.number)


def spend_proof(
    *, code_id: UUID | None, purpose: CodePurpose, now: datetime, account_id: UUID | None = None
) -> str:
    """Use up what ``prove_code`` proved, once; returns the number. Raises ``CodeOver``.

    Call it in the transaction of what it is for.
    """
    rows = PhoneCode.objects.select_for_update().filter(
        purpose=purpose, account_id=account_id, spent_at=None, proven_at__gt=now - PROOF
    )
    row = rows.filter(pk=code_id).first() if code_id else None
    if row is None:
        raise _over()
    row.spent_at = now
    row.save(update_fields=["spent_at"])
    return str(row.number)


def index_of_phone(number: str) -> str:
    return blind_index(number, purpose="identity.phone")


def _live(
    code_id: UUID | None, purpose: CodePurpose, account_id: UUID | None, now: datetime
) -> PhoneCode:
    rows = PhoneCode.objects.select_for_update().filter(
        purpose=purpose, account_id=account_id, proven_at=None
    )
    fresh = rows.filter(created_at__gt=now - LIFETIME, tries__lt=MAX_TRIES)
    row = fresh.filter(pk=code_id).first() if code_id else None
    if row is None:
        raise _over()
    return row


def _limit(number: str, network: str, now: datetime) -> None:
    """Counted before anything is looked up, for every number alike."""
    index = index_of_phone(number)
    for subject, limits in ((index, _PER_NUMBER), (network, _PER_NETWORK)):
        for name, allowed, per in limits:
            kind = "number" if subject == index else "network"
            check_limit(
                name=f"phone_code_{kind}_{name}", subject=subject, allowed=allowed, per=per, now=now
            )


def _hash(code_id: UUID, code: str) -> str:
    return salted_hmac("identity.phone_code", f"{code_id}:{code}", algorithm="sha256").hexdigest()


def _digits(typed: str) -> str:
    return "".join(each for each in typed[:20] if each.isdigit())


def _over() -> CodeOver:
    return CodeOver(_("Mã không còn dùng được. Hãy yêu cầu mã mới."), field="code")
