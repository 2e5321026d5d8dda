"""Orders, accounts and VNPay's messages for tests."""

from datetime import datetime

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.ids import new_id
from motcua.payments import api as payments
from motcua.payments.contrib.momo import signing as momo
from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.vnpay import signing
from motcua.payments.models import PaymentAttempt
from tenants.api import tenant_url

VNPAY = "gateway.vnpay"
TRANSFER = "gateway.transfer"
MOMO_ACCESS = "ACCESS0001"
CODE = "DEMO0001"
SECRET = "province-secret"


def line(amount: int = 8000, *, quantity: int = 1, name: str = "Lệ phí") -> payments.FeeLine:
    return payments.FeeLine(name, "le_phi", amount, quantity, amount * quantity)


def cashier() -> Actor:
    return Actor("staff", new_id(), "Thu ngân", permissions=frozenset({"payments.collect"}))


def accountant() -> Actor:
    rights = {"payments.collect", "payments.read", "payments.reconcile"}
    return Actor("staff", new_id(), "Kế toán", permissions=frozenset(rights))


def configure_transfer(now: datetime) -> None:
    payments.configure_gateway(
        key=TRANSFER,
        options={"bank_name": "VCB", "account_number": "0123456789", "account_name": "UBND"},
        secrets={},
        by=SYSTEM,
        now=now,
    )


def momo_notice(
    reference: str, *, amount: int = 16000, code: int = 0, merchant: str = CODE
) -> dict[str, str]:
    """A notice as MoMo signs it, as text."""
    fields = {
        "amount": str(amount),
        "extraData": "",
        "message": "Successful.",
        "orderId": reference,
        "orderInfo": "Nop phi",
        "orderType": "momo_wallet",
        "partnerCode": merchant,
        "payType": "qr",
        "requestId": reference,
        "responseTime": "1780000000000",
        "resultCode": str(code),
        "transId": "4000000001",
    }
    signature = momo.sign(fields, momo.NOTICE_FIELDS, access_key=MOMO_ACCESS, secret=SECRET)
    return {**fields, "signature": signature}


def national_notice(
    reference: str, *, amount: int = 16000, code: str = "00", merchant: str = CODE
) -> dict[str, str]:
    """A notice as the National Payment Platform signs it."""
    fields = {
        "LoaiBanTin": "CONFIRM",
        "MaLoi": code,
        "MaDoiTac": merchant,
        "MaThamChieu": reference,
        "SoTien": str(amount),
        "MaTienTe": "VND",
        "MaGiaoDich": "5000000001",
        "MaNganHang": "VCB",
        "ThoiGianGD": "20260615090500",
        "ThongTinGiaoDich": "Nop phi",
    }
    made = national.checksum(fields, national.NOTICE_FIELDS, secret=SECRET)
    return {**fields, "MaXacThuc": made}


def bank_csv(*lines: tuple[str, int, str, str]) -> bytes:
    """A bank's file: ``(day, amount, number, memo)`` each."""
    rows = ["NGAN HANG MO PHONG", "Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Diễn giải"]
    for day, amount, number, memo in lines:
        debit, credit = (str(-amount), "") if amount < 0 else ("", str(amount))
        rows.append(f'{day},{number},{debit},{credit},"{memo}"')
    return "\n".join(rows).encode()


def settlement_csv(*lines: tuple[str, str, int, str]) -> bytes:
    """A gateway's file: ``(day, our reference, amount, their number)`` each."""
    rows = ["Ngày thanh toán,Mã đơn hàng,Số tiền,Mã giao dịch,Phí giao dịch"]
    rows += [f"{day},{ours},{amount},{theirs},1100" for day, ours, amount, theirs in lines]
    return "\n".join(rows).encode()


def configure_vnpay(now: datetime, *, code: str = CODE, secret: str = SECRET) -> None:
    payments.configure_gateway(
        key=VNPAY,
        options={
            "tmn_code": code,
            "pay_url": "https://sandbox.example/pay",
            "api_url": "https://sandbox.example/api",
        },
        secrets={"hash_secret": secret},
        by=SYSTEM,
        now=now,
    )


def open_order(now: datetime, *, subject: str = "", amount: int = 16000) -> payments.OrderView:
    return payments.open_order(
        subject=subject or f"case:{new_id()}",
        lines=[line(amount)],
        payer="Nguyễn Văn A",
        by=SYSTEM,
        now=now,
    )


def begin(order: payments.OrderView, now: datetime) -> PaymentAttempt:
    redirect = payments.begin_attempt(
        order_id=order.id,
        gateway=VNPAY,
        return_url=tenant_url("/thanh-toan/xong/"),
        ip="127.0.0.1",
        now=now,
    )
    return PaymentAttempt.objects.get(pk=redirect.attempt_id)


def notice(
    reference: str,
    *,
    amount: int = 16000,
    code: str = "00",
    status: str = "",
    merchant: str = CODE,
    secret: str = SECRET,
    transaction: str = "14000001",
) -> dict[str, str]:
    """A notice as VNPay signs it."""
    fields = {
        "vnp_Amount": str(amount * 100),
        "vnp_BankCode": "NCB",
        "vnp_OrderInfo": "Nop phi",
        "vnp_PayDate": "20260615090500",
        "vnp_ResponseCode": code,
        "vnp_TmnCode": merchant,
        "vnp_TransactionNo": transaction if code == "00" else "0",
        "vnp_TransactionStatus": status or ("00" if code == "00" else "02"),
        "vnp_TxnRef": reference,
    }
    return {**fields, signing.HASH: signing.sign(signing.canonical(fields), secret=secret)}
