"""Telling a tenant how its messages fared, as each provider does it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

import requests
import structlog

from motcua.kernel import http
from motcua.kernel.errors import DomainError
from motcua.notifications.contrib.simulator import ledger
from motcua.notifications.contrib.simulator.moods import DELIVERED, MOODS
from motcua.notifications.domain.signing import HEADER, sign

log = structlog.get_logger(__name__)

REPORTING: Final = ("sms", "esms", "zalo")
SOON_SECONDS: Final = 1
LATE_SECONDS: Final = 60


def plan(kept: ledger.Kept, mood: str) -> None:
    """Note what is to be told of a message that was taken, and have it told soon."""
    vendor, number = str(kept["vendor"]), str(kept["number"])
    if kept["due"] or kept["told"] or not MOODS[mood] or not kept.get("report_url"):
        return
    ledger.keep(vendor, number, {**kept, "due": list(MOODS[mood])})
    from motcua.notifications.contrib.simulator.tasks import tell

    seconds = LATE_SECONDS if mood == "report_late" else SOON_SECONDS
    try:
        tell.apply_async((vendor, number), countdown=seconds, retry=False)
    except Exception as error:  # noqa: BLE001 -- a simulator may lose a report, as providers may
        log.warning("simulator_report_lost", error=type(error).__name__)


def flush() -> int:
    """Tell everything that is due now; how many reports went."""
    return sum(
        tell_all(vendor, str(kept["number"]))
        for vendor in REPORTING
        for kept in ledger.all_of(vendor)
        if kept["due"]
    )


def tell_all(vendor: str, number: str) -> int:
    kept = ledger.find(vendor, number)
    if kept is None:
        return 0
    outcomes = [(str(state), _tell(kept, str(state))) for state in kept["due"]]
    told = [*kept["told"], *(state for state, went in outcomes if went)]
    left = [state for state, went in outcomes if not went]
    ledger.keep(vendor, number, {**kept, "due": left, "told": told})
    return len(outcomes) - len(left)


def _tell(kept: ledger.Kept, state: str) -> bool:
    try:
        with http.session() as session:
            response = _SENDERS[str(kept["vendor"])](session, kept, state)
    except (requests.RequestException, DomainError) as error:
        log.warning("simulator_report_unanswered", error=type(error).__name__)
        return False
    return response is None or response.status_code == 200


def _generic(session: requests.Session, kept: ledger.Kept, state: str) -> Any:
    body = json.dumps({"id": kept["number"], "message_id": kept["message_id"], "state": state})
    signature = sign(
        body.encode(), secret=ledger.secret_of(kept["customer"]), at=datetime.now(tz=UTC)
    )
    headers = {HEADER: signature, "Content-Type": "application/json"}
    return session.post(kept["report_url"], data=body.encode(), headers=headers)


def _esms(session: requests.Session, kept: ledger.Kept, state: str) -> Any:
    arrived = state == DELIVERED
    query = {
        "SMSID": kept["message_id"],
        "SendFailed": "0" if arrived else "1",
        "SendStatus": "5",
        "SendSuccess": "1" if arrived else "0",
        "TotalPrice": "0.0000",
        "TotalReceiver": "1",
        "TotalSent": "1",
        "RequestId": kept["number"],
        "TypeId": "2",
        "telcoid": "1",
        "phonenumber": kept["to"],
    }
    return session.get(f"{kept['report_url']}?{urlencode(query)}")


def _zalo(session: requests.Session, kept: ledger.Kept, state: str) -> Any:
    """Zalo tells of arrivals only."""
    if state != DELIVERED:
        return None
    moment = str(int(datetime.now(tz=UTC).timestamp() * 1000))
    body = json.dumps(
        {
            "sender": {"id": "1000000001"},
            "recipient": {"id": kept["to"]},
            "event_name": "user_received_message",
            "message": {
                "delivery_time": moment,
                "msg_id": kept["message_id"],
                "tracking_id": kept["number"],
            },
            "app_id": kept["customer"],
            "timestamp": moment,
        }
    )
    signed = f"{kept['customer']}{body}{moment}{ledger.secret_of(kept['customer'])}"
    headers = {
        "Content-Type": "application/json",
        "X-ZEvent-Server": "ZNS",
        "X-ZEvent-Signature": f"mac={hashlib.sha256(signed.encode()).hexdigest()}",
    }
    return session.post(kept["report_url"], data=body.encode(), headers=headers)


_SENDERS: Final = {"sms": _generic, "esms": _esms, "zalo": _zalo}
