"""Orders, accounts and VNPay's messages for tests."""

from datetime import datetime

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.ids import new_id
from motcua.payments import api as payments
from motcua.payments.contrib.vnpay import signing
from motcua.payments.models import PaymentAttempt
from tenants.api import tenant_url

VNPAY = "gateway.vnpay"
CODE = "DEMO0001"
SECRET = "province-secret"


def line(amount: int = 8000, *, quantity: int = 1, name: str = "Lệ phí") -> payments.FeeLine:
    return payments.FeeLine(name, "le_phi", amount, quantity, amount * quantity)


def cashier() -> Actor:
    return Actor("staff", new_id(), "Thu ngân", permissions=frozenset({"payments.collect"}))


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
