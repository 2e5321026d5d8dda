"""What the simulated bank remembers, for a week, in the cache."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final

from django.core.cache import cache

from motcua.payments.contrib.simulator.merchants import Merchant
from motcua.payments.contrib.vnpay import signing

_WEEK: Final = 7 * 24 * 3600
SUCCESS: Final = "00"


@dataclass(frozen=True, slots=True)
class Transaction:
    """``amount`` as on VNPay's wire: hundredths of a đồng."""

    merchant: str
    reference: str
    number: str
    amount: int
    info: str
    paid_at: str
    code: str

    @property
    def status(self) -> str:
        return SUCCESS if self.code == SUCCESS else "02"


def begin(
    *, merchant: str, reference: str, amount: int, info: str, code: str, now: datetime
) -> Transaction:
    made = Transaction(
        merchant=merchant,
        reference=reference,
        number=str(secrets.randbelow(90_000_000) + 10_000_000),
        amount=amount,
        info=info,
        paid_at=signing.time_of(now),
        code=code,
    )
    cache.set(_key(merchant, reference), asdict(made), timeout=_WEEK)
    return made


def find(merchant: str, reference: str) -> Transaction | None:
    stored = cache.get(_key(merchant, reference))
    return Transaction(**stored) if stored else None


def is_paid(merchant: str, reference: str) -> bool:
    found = find(merchant, reference)
    return found is not None and found.code == SUCCESS


def notice_of(
    known: Transaction, merchant: Merchant, *, code: str, added: int = 0
) -> dict[str, str]:
    """Signed fields of a notice or return; ``added`` falsifies the amount."""
    told = replace(known, code=code, amount=known.amount + added)
    fields = {
        "vnp_Amount": str(told.amount),
        "vnp_BankCode": "NCB",
        "vnp_CardType": "ATM",
        "vnp_OrderInfo": told.info,
        "vnp_PayDate": told.paid_at,
        "vnp_ResponseCode": code,
        "vnp_TmnCode": merchant.code,
        "vnp_TransactionNo": told.number if code == SUCCESS else "0",
        "vnp_TransactionStatus": told.status,
        "vnp_TxnRef": told.reference,
    }
    if code == SUCCESS:
        fields["vnp_BankTranNo"] = f"VNP{told.number}"
    signature = signing.sign(signing.canonical(fields), secret=merchant.secret)
    return {**fields, signing.HASH: signature}


def _key(merchant: str, reference: str) -> str:
    return f"simulator.vnpay:{merchant}:{reference}"
