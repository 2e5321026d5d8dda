"""Where Stripe is, and what it knows us by. With the simulator both are this installation's own."""

import hashlib
import hmac
from typing import Final

from django.conf import settings

from tenants.api import platform_url

WEBHOOK_PATH: Final = "/billing/stripe/webhook/"
SIMULATOR: Final = "simulator"
SIMULATOR_PATH: Final = "/simulator/stripe"


def is_simulated() -> bool:
    return bool(settings.MOTCUA_SIMULATORS) and settings.MOTCUA_STRIPE_API == SIMULATOR


def api_key() -> str:
    """Empty: Stripe is not configured."""
    if is_simulated():
        return f"sk_test_{_derived('key')}"
    return str(settings.MOTCUA_STRIPE_KEY)


def webhook_secrets() -> list[str]:
    """The newest first; several while one is being replaced."""
    if is_simulated():
        return [f"whsec_{_derived('webhook')}"]
    return list(settings.MOTCUA_STRIPE_WEBHOOK_SECRETS)


def api_base() -> str:
    """Empty: Stripe's own address."""
    if is_simulated():
        return platform_url(SIMULATOR_PATH)
    return "" if settings.MOTCUA_STRIPE_API == SIMULATOR else str(settings.MOTCUA_STRIPE_API)


def _derived(what: str) -> str:
    key = f"stripe-simulator:{settings.SECRET_KEY}".encode()
    return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()[:32]
