"""Sending notices to a tenant, server to server, as VNPay does."""

from typing import Final

import requests
import structlog

from motcua.kernel import http
from motcua.kernel.errors import DomainError
from motcua.payments.contrib.simulator import transactions
from motcua.payments.contrib.simulator.merchants import Merchant, find_merchant

log = structlog.get_logger(__name__)

# After these answers VNPay does not ask again.
UNDERSTOOD: Final = frozenset({"00", "01", "02", "04", "97"})
RETRY_SECONDS: Final = 10
MAX_RETRIES: Final = 5


def send_notice(merchant: str, reference: str, code: str, added: int = 0) -> str:
    """One notice; returns the tenant's ``RspCode``, empty when it could not be reached."""
    found, known = find_merchant(merchant), transactions.find(merchant, reference)
    if found is None or known is None:
        return ""
    return _get(found, transactions.notice_of(known, found, code=code, added=added))


def send_or_retry(merchant: str, reference: str, code: str, added: int = 0, tries: int = 0) -> str:
    answer = send_notice(merchant, reference, code, added)
    if answer not in UNDERSTOOD and tries < MAX_RETRIES:
        send_later(merchant, reference, code, added, tries=tries + 1, seconds=RETRY_SECONDS)
    return answer


def send_later(
    merchant: str, reference: str, code: str, added: int = 0, *, tries: int = 0, seconds: int
) -> None:
    from motcua.payments.contrib.simulator.tasks import deliver

    try:
        deliver.apply_async((merchant, reference, code, added, tries), countdown=seconds)
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
