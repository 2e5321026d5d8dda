"""MoMo and the National Payment Platform as seen from outside: what they sign and tell.

Kept of a transaction: ``merchant``, ``reference``, ``amount``, ``info``, ``back``, ``begun`` (as
on the wire), ``number``, ``code`` (of ``plans``, empty until somebody pays) and ``returned``, what
went back to the payer by the refund's number.
"""

import secrets
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from motcua.payments.contrib.momo import signing as momo
from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.simulator.merchants import Merchant, access_key_of
from motcua.payments.contrib.simulator.plans import CANCELLED, NO_MONEY, SUCCESS

Kept = dict[str, Any]


class Wallet(Protocol):
    vendor: str
    title: str

    def notice(self, merchant: Merchant, kept: Kept, code: str, added: int = 0) -> dict[str, Any]:
        """Signed fields of a notice or return; ``added`` falsifies the amount."""
        ...


class Momo:
    vendor = "momo"
    title = "MoMo"
    codes: Final = {SUCCESS: 0, NO_MONEY: 1001, CANCELLED: 1006}

    def notice(self, merchant: Merchant, kept: Kept, code: str, added: int = 0) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "partnerCode": merchant.code,
            "orderId": kept["reference"],
            "requestId": kept["reference"],
            "amount": kept["amount"] + added,
            "orderInfo": kept["info"],
            "orderType": "momo_wallet",
            "transId": kept["number"],
            "resultCode": self.codes[code],
            "message": "Successful." if code == SUCCESS else "Transaction denied.",
            "payType": "qr",
            "responseTime": kept["time"],
            "extraData": "",
        }
        signature = momo.sign(
            fields,
            momo.NOTICE_FIELDS,
            access_key=access_key_of(merchant.code),
            secret=merchant.secret,
        )
        return {**fields, momo.SIGNATURE: signature}


class National:
    vendor = "national"
    title = "Payment Platform"
    codes: Final = {SUCCESS: "00", NO_MONEY: "51", CANCELLED: "24"}

    def notice(self, merchant: Merchant, kept: Kept, code: str, added: int = 0) -> dict[str, Any]:
        fields = {
            "LoaiBanTin": "CONFIRM",
            "MaLoi": self.codes[code],
            "MaDoiTac": merchant.code,
            "MaThamChieu": kept["reference"],
            "SoTien": str(kept["amount"] + added),
            "MaTienTe": "VND",
            "MaGiaoDich": str(kept["number"]),
            "MaNganHang": "VCB",
            "ThoiGianGD": kept["begun"],
            "ThongTinGiaoDich": kept["info"],
        }
        made = national.checksum(fields, national.NOTICE_FIELDS, secret=merchant.secret)
        return {**fields, national.CHECKSUM: made}


WALLETS: Final[dict[str, Wallet]] = {"momo": Momo(), "national": National()}


def new_kept(
    *, merchant: str, reference: str, amount: int, info: str, back: str, begun: str
) -> Kept:
    return {
        "merchant": merchant,
        "reference": reference,
        "amount": amount,
        "info": info,
        "back": back,
        "begun": begun,
        "number": secrets.randbelow(9_000_000_000) + 1_000_000_000,
        "time": int(datetime.now(tz=UTC).timestamp() * 1000),
        "code": "",
        "returned": {},
    }
