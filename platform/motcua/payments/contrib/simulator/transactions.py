"""What the simulated VNPay remembers of a payment, and how it signs what it tells of it."""

import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Final

from motcua.payments.contrib.simulator import ledger
from motcua.payments.contrib.simulator.merchants import Merchant
from motcua.payments.contrib.vnpay import signing

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
    returned: dict[str, int] = field(default_factory=dict)

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
    ledger.keep("vnpay", merchant, reference, asdict(made))
    return made


def find(merchant: str, reference: str) -> Transaction | None:
    known = ledger.find("vnpay", merchant, reference)
    return Transaction(**known) if known else None


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
