"""MoMo's payment gateway v2 on the wire (domain reference 7.3), pure code, used from both ends.

Named values in a fixed order, not encoded, joined as ``name=value`` by ``&`` and signed with
HMAC-SHA256 under the partner's secret. The access key is signed and, in notices, never sent.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any, Final

SIGNATURE: Final = "signature"

CREATE_FIELDS: Final = (
    "accessKey", "amount", "extraData", "ipnUrl", "orderId", "orderInfo", "partnerCode",
    "redirectUrl", "requestId", "requestType",
)  # fmt: skip
NOTICE_FIELDS: Final = (
    "accessKey", "amount", "extraData", "message", "orderId", "orderInfo", "orderType",
    "partnerCode", "payType", "requestId", "responseTime", "resultCode", "transId",
)  # fmt: skip
QUERY_FIELDS: Final = ("accessKey", "orderId", "partnerCode", "requestId")
REFUND_FIELDS: Final = (
    "accessKey", "amount", "description", "orderId", "partnerCode", "requestId", "transId",
)  # fmt: skip


def canonical(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    """The text that is signed."""
    return "&".join(f"{name}={fields.get(name, '')}" for name in names)


def sign(fields: Mapping[str, Any], names: Sequence[str], *, access_key: str, secret: str) -> str:
    text = canonical({**fields, "accessKey": access_key}, names)
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def is_signed(
    fields: Mapping[str, Any], names: Sequence[str], *, access_key: str, secret: str
) -> bool:
    """Compared in constant time."""
    given = str(fields.get(SIGNATURE, "")).lower().encode("utf-8", "replace")
    try:
        expected = sign(fields, names, access_key=access_key, secret=secret)
    except UnicodeEncodeError:
        return False
    return hmac.compare_digest(given, expected.encode())
