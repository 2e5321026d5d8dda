"""Sending notices to a tenant, server to server, as each provider does."""

from typing import Final

import requests
import structlog

from motcua.kernel import http
from motcua.kernel.errors import DomainError
from motcua.payments.contrib.simulator import ledger, transactions
from motcua.payments.contrib.simulator.merchants import Merchant, find_merchant
from motcua.payments.contrib.simulator.moods import mood_of
from motcua.payments.contrib.simulator.wallets import WALLETS
from motcua.payments.contrib.vnpay import signing

log = structlog.get_logger(__name__)

# After these answers VNPay does not ask again.
UNDERSTOOD: Final = frozenset({"00", "01", "02", "04", "97"})
RETRY_SECONDS: Final = 10
MAX_RETRIES: Final = 5


def send_notice(
    merchant: str, reference: str, code: str, added: int = 0, vendor: str = "vnpay"
) -> bool:
    """One notice; whether the tenant understood it."""
    found = find_merchant(merchant)
    if found is None or mood_of(vendor) in ("silent", "down"):
        return True
    if vendor == "vnpay":
        known = transactions.find(merchant, reference)
        if known is None:
            return True
        fields = transactions.notice_of(known, found, code=code, added=added * signing.FACTOR)
        return _get(found, fields) in UNDERSTOOD
    wallet, kept = WALLETS[vendor], ledger.find(vendor, merchant, reference)
    if kept is None:
        return True
    return _post(found.notice_url(vendor), wallet.notice(found, kept, code, added))


def send_or_retry(  # noqa: PLR0917 -- the arguments of a task
    merchant: str, reference: str, code: str, added: int = 0, tries: int = 0, vendor: str = "vnpay"
) -> bool:
    understood = send_notice(merchant, reference, code, added, vendor)
    if not understood and tries < MAX_RETRIES:
        send_later(
            merchant, reference, code, added, tries=tries + 1, seconds=RETRY_SECONDS, vendor=vendor
        )
    return understood


def send_later(
    merchant: str,
    reference: str,
    code: str,
    added: int = 0,
    *,
    tries: int = 0,
    seconds: int,
    vendor: str = "vnpay",
) -> None:
    from motcua.payments.contrib.simulator.tasks import deliver

    try:
        deliver.apply_async((merchant, reference, code, added, tries, vendor), countdown=seconds)
    except Exception as error:  # noqa: BLE001 -- a simulator may lose a notice, as VNPay may
        log.warning("simulator_notice_lost", error=type(error).__name__)


def _get(merchant: Merchant, fields: dict[str, str]) -> str:
    try:
        with http.session() as session:
            response = session.get(merchant.ipn_url, params=fields, allow_redirects=False)
        answer = response.json()
    except (requests.RequestException, DomainError, ValueError) as error:
        log.warning("simulator_notice_unanswered", error=type(error).__name__)
        return ""
    return str(answer.get("RspCode", "")) if isinstance(answer, dict) else ""


def _post(url: str, fields: dict[str, object]) -> bool:
    try:
        with http.session() as session:
            response = session.post(url, json=fields, allow_redirects=False)
    except (requests.RequestException, DomainError) as error:
        log.warning("simulator_notice_unanswered", error=type(error).__name__)
        return False
    return response.status_code < 500 and '"99"' not in response.text
