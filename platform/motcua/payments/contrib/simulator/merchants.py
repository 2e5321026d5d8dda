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


@dataclass(frozen=True, slots=True)
class Merchant:
    code: str
    secret: str
    name: str
    ipn_url: str


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


def find_merchant(code: str) -> Merchant | None:
    for tenant in list_active():
        if code_of(tenant.slug) == code:
            ipn_url = host_url(tenant.primary_host, IPN_PATH)
            return Merchant(code, secret_of(code), tenant.name, ipn_url)
    return None


def code_of(slug: str) -> str:
    """Eight letters and digits, as VNPay gives."""
    return hashlib.sha256(f"vnpay-simulator:{slug}".encode()).hexdigest()[:8].upper()


def secret_of(code: str) -> str:
    key = f"vnpay-simulator:{settings.SECRET_KEY}".encode()
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()[:32].upper()
