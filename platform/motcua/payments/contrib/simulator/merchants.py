"""The simulator's merchants: one for each tenant.

As an outside system it knows a merchant's code, secret and notice address, and nothing that is
in a tenant's tables. Codes and secrets are made from the tenant's name and the installation's
key, so that there is nothing to store and nothing that works elsewhere.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from tenants.api import current_tenant, host_url, list_active, platform_url

PAY_PATH = "/simulator/vnpay/paymentv2/vpcpay.html"
API_PATH = "/simulator/vnpay/merchant_webapi/api/transaction"
IPN_PATH = "/thanh-toan/vnpay/ipn"
MOMO_API = "/simulator/momo/v2/gateway/api"
MOMO_PAY = "/simulator/momo/v2/gateway/pay"
NATIONAL_INIT = "/simulator/national/payment/init"
NATIONAL_QUERY = "/simulator/national/payment/query"
NATIONAL_PAY = "/simulator/national/payment/pay"


@dataclass(frozen=True, slots=True)
class Merchant:
    code: str
    secret: str
    name: str
    ipn_url: str
    host: str = ""

    def notice_url(self, vendor: str) -> str:
        return host_url(self.host, f"/thanh-toan/{vendor}/ipn")

    def return_url(self, vendor: str) -> str:
        """Where a partner told the platform to send payers back to, once for all payments."""
        return host_url(self.host, f"/thanh-toan/ve/gateway.{vendor}/")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Arguments for ``payments.api.configure_gateway``."""

    options: dict[str, Any]
    secrets: dict[str, Any]


def demo_account() -> DemoAccount:
    """The current tenant's account with the simulator."""
    code = code_of(current_tenant().slug)
    return DemoAccount(
        options={
            "tmn_code": code,
            "pay_url": platform_url(PAY_PATH),
            "api_url": platform_url(API_PATH),
        },
        secrets={"hash_secret": secret_of(code)},
    )


def demo_accounts() -> dict[str, DemoAccount]:
    """The current tenant's accounts with every simulated provider, by gateway."""
    tenant = current_tenant()
    code = code_of(tenant.slug)
    bank = {"bank_name": "Ngân hàng mô phỏng", "account_name": tenant.name[:100]}
    momo = {"partner_code": code, "access_key": access_key_of(code)}
    national = {
        "partner_code": code,
        "init_url": platform_url(NATIONAL_INIT),
        "query_url": platform_url(NATIONAL_QUERY),
        "account_number": "3751.0.1234567",
        "account_name": tenant.name[:200],
        "bank_code": "KBNN",
        "unit_code": tenant.agency_code or code,
        "unit_name": tenant.name[:200],
    }
    return {
        "gateway.vnpay": demo_account(),
        "gateway.momo": DemoAccount(
            {**momo, "api_url": platform_url(MOMO_API)}, {"secret_key": secret_of(code)}
        ),
        "gateway.national": DemoAccount(national, {"secret_key": secret_of(code)}),
        "gateway.vietqr": DemoAccount(
            {**bank, "bank_bin": "970436", "account_number": "0011001932418"}, {}
        ),
    }


def access_key_of(code: str) -> str:
    return hashlib.sha256(f"momo-simulator:{code}".encode()).hexdigest()[:16].upper()


def find_merchant(code: str) -> Merchant | None:
    for tenant in list_active():
        if code_of(tenant.slug) == code:
            ipn_url = host_url(tenant.primary_host, IPN_PATH)
            return Merchant(code, secret_of(code), tenant.name, ipn_url, tenant.primary_host)
    return None


def code_of(slug: str) -> str:
    """Eight letters and digits, as VNPay gives."""
    return hashlib.sha256(f"vnpay-simulator:{slug}".encode()).hexdigest()[:8].upper()


def secret_of(code: str) -> str:
    key = f"vnpay-simulator:{settings.SECRET_KEY}".encode()
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()[:32].upper()
