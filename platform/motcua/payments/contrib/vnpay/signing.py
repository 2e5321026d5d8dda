"""VNPay 2.1.0 on the wire (domain reference 7.3), pure code, used from both ends.

Fields are sorted by name, form-encoded (a space is ``+``), joined by ``&`` and signed with
HMAC-SHA512 under the merchant's secret. The signature's own fields are left out, and so are
empty ones, which VNPay's published examples never sign.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final
from urllib.parse import quote_plus

VERSION: Final = "2.1.0"
HASH: Final = "vnp_SecureHash"
HASH_TYPE: Final = "vnp_SecureHashType"
# VNPay counts amounts in hundredths of a đồng.
FACTOR: Final = 100
_ZONE: Final = timezone(timedelta(hours=7))
_TIME: Final = "%Y%m%d%H%M%S"

# Order of the fields under the checksum of a query and of its answer.
QUERY_FIELDS: Final = (
    "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef",
    "vnp_TransactionDate", "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
)  # fmt: skip
ANSWER_FIELDS: Final = (
    "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode",
    "vnp_TxnRef", "vnp_Amount", "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo",
    "vnp_TransactionType", "vnp_TransactionStatus", "vnp_OrderInfo", "vnp_PromotionCode",
    "vnp_PromotionAmount",
)  # fmt: skip
REFUND_FIELDS: Final = (
    "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TransactionType",
    "vnp_TxnRef", "vnp_Amount", "vnp_TransactionNo", "vnp_TransactionDate", "vnp_CreateBy",
    "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
)  # fmt: skip
REFUND_ANSWER_FIELDS: Final = (
    "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode",
    "vnp_TxnRef", "vnp_Amount", "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo",
    "vnp_TransactionType", "vnp_TransactionStatus", "vnp_OrderInfo",
)  # fmt: skip


def canonical(params: Mapping[str, str]) -> str:
    """The text that is signed."""
    return "&".join(
        f"{quote_plus(name)}={quote_plus(params[name])}"
        for name in sorted(params)
        if name.startswith("vnp_") and name not in (HASH, HASH_TYPE) and params[name] != ""
    )


def sign(text: str, *, secret: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def signed_query(params: Mapping[str, str], *, secret: str) -> str:
    """Query string with its signature."""
    text = canonical(params)
    return f"{text}&{HASH}={sign(text, secret=secret)}"


def is_signed(params: Mapping[str, str], *, secret: str) -> bool:
    """Compared in constant time; the hexadecimal digits may be of either case."""
    return _equal(params.get(HASH, ""), sign(canonical(params), secret=secret))


def checksum(fields: Mapping[str, str], names: Sequence[str], *, secret: str) -> str:
    """Checksum of a query or its answer: values in fixed order, joined by ``|``."""
    return sign("|".join(str(fields.get(name, "")) for name in names), secret=secret)


def has_checksum(fields: Mapping[str, str], names: Sequence[str], *, secret: str) -> bool:
    return _equal(str(fields.get(HASH, "")), checksum(fields, names, secret=secret))


def time_of(moment: datetime) -> str:
    """``yyyyMMddHHmmss`` in GMT+7, whatever the tenant's own zone."""
    return moment.astimezone(_ZONE).strftime(_TIME)


def moment_of(text: str) -> datetime:
    """Raises ``ValueError``."""
    return datetime.strptime(text, _TIME).replace(tzinfo=_ZONE)


def _equal(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.lower().encode("utf-8", "replace"), expected.encode())
