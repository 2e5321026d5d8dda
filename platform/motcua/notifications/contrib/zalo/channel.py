"""Zalo ZNS: a template that Zalo approved, filled in with a few values, to a telephone number.

Wire format after Zalo's documentation as quoted by public integrations: ``POST /message/template``
with ``phone`` (84…), ``template_id``, ``template_data``, ``tracking_id``; tokens by
``POST /v4/oa/access_token``; reports as event ``user_received_message``, signed
``mac=sha256(app_id + body + timestamp + secret)``. Not verified with Zalo itself.
"""

import hashlib
import hmac
import json
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.notifications.contrib.calling import answer_of, get, post
from motcua.notifications.contrib.sms.channel import international
from motcua.notifications.contrib.zalo.account import Options, Secrets
from motcua.notifications.contrib.zalo.tokens import KEY, access_token
from motcua.notifications.domain.short import parse_fields
from motcua.notifications.domain.sms import Measure
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.errors import DeliveryError, ReportRefused
from motcua.notifications.queries.accounts import account_of
from motcua.notifications.registry import Account, Callback, Channel, Parcel, Report

LONGEST_TRACKING: Final = 48
_STALE: Final = frozenset({-124, -216, -220})
# The number is none, has no Zalo, or its owner takes nothing.
_BAD_ADDRESS: Final = frozenset({-108, -118, -114, -119})
# Not tonight, not more today, our rate: later it may be different.
_LATER: Final = frozenset({-32, -100, -133, -144, -147, -211, -218, -234})
_STATES: Final = {
    "ENABLE": "approved",
    "PENDING_REVIEW": "pending",
    "REJECT": "rejected",
    "DISABLE": "rejected",
}


class ZaloChannel(Channel):
    key = KEY
    title = gettext_lazy("Zalo (ZNS)")
    has_account = True
    is_short = True
    disturbs = True
    is_paid = True
    has_templates = True
    options_type = Options
    secrets_type = Secrets

    def address_of(self, recipient: Recipient) -> str:
        return international(recipient.sms or recipient.phone)

    def measure(self, words: Words) -> Measure:
        return Measure("zns", len(words.body), 1, 0)

    def send(self, parcel: Parcel) -> str:
        if not international(parcel.address):
            raise DeliveryError("not a telephone number", permanent=True, bad_address=True)
        try:
            fields = parse_fields(parcel.body)
        except ValueError as error:
            raise DeliveryError("template data", permanent=True) from error
        body = {
            "phone": parcel.address,
            "template_id": parcel.title,
            "template_data": fields,
            "tracking_id": str(parcel.id)[:LONGEST_TRACKING],
        }
        answer = self._ask(body, parcel)
        return str((answer.get("data") or {}).get("msg_id") or parcel.id)

    def template_state(self, external_id: str) -> str:
        options, now = account_of(self.key).options, timezone.now()
        answer = answer_of(
            get(
                f"{options.api_url}/template/info/v2",
                params={"template_id": external_id},
                headers={"access_token": access_token(now)},
            )
        )
        found = answer.get("data")
        return (
            _STATES.get(str(found.get("status")), "unknown")
            if isinstance(found, dict)
            else ("rejected")
        )

    def parse_report(self, callback: Callback, account: Account) -> list[Report]:
        told = _event(callback.body)
        given = callback.headers.get("X-ZEvent-Signature", "").removeprefix("mac=")
        moment, app = str(told.get("timestamp", "")), account.options.app_id
        text = app.encode() + callback.body + moment.encode() + account.secrets.app_secret.encode()
        if not hmac.compare_digest(given.lower(), hashlib.sha256(text).hexdigest()):
            raise ReportRefused("signature")
        message = told.get("message")
        if told.get("event_name") != "user_received_message" or not isinstance(message, dict):
            return []
        return [
            Report(
                key=f"{message.get('msg_id')}:received",
                state="delivered",
                delivery_id=str(message.get("tracking_id", "")),
                provider_id=str(message.get("msg_id", "")),
            )
        ]

    def _ask(self, body: dict[str, Any], parcel: Parcel) -> dict[str, Any]:
        """A token that Zalo calls stale is renewed, once."""
        url = f"{account_of(self.key).options.api_url}/message/template"
        token = access_token(parcel.at)
        answer = answer_of(post(url, json=body, headers={"access_token": token}))
        if _error_of(answer) in _STALE:
            token = access_token(parcel.at, stale=token)
            answer = answer_of(post(url, json=body, headers={"access_token": token}))
        error = _error_of(answer)
        if error:
            raise DeliveryError(
                f"Zalo {error}",
                permanent=error not in _LATER | _STALE,
                bad_address=error in _BAD_ADDRESS,
            )
        return answer


def _error_of(answer: dict[str, Any]) -> int:
    try:
        return int(answer.get("error", 0))
    except (TypeError, ValueError):
        return -1


def _event(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise ReportRefused("body") from None
    if not isinstance(found, dict):
        raise ReportRefused("body")
    return found
