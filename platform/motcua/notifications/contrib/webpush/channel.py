"""Web push: to every browser in which the applicant agreed (RFC 8030, 8291, 8292).

The content is sealed for that browser; the push service sees a time and a length. What stands on
a locked screen is short and says nothing about anybody (``domain.short``).
"""

import json
from typing import Any, Final
from uuid import UUID

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy
from pydantic import field_validator

from motcua.notifications.contrib.calling import post
from motcua.notifications.contrib.webpush.vapid import (
    authorization,
    decoded,
    encoded,
    new_pair,
)
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import PushSubscription
from motcua.notifications.queries.accounts import account_of
from motcua.notifications.registry import Account, Channel, Parcel, Settings

KEPT_SECONDS: Final = 24 * 3600
LONGEST: Final = 300
_GONE: Final = frozenset({404, 410})


class Options(Settings):
    """``contact``: whom a push service writes to when something goes wrong; ``public_key`` is
    made, not typed."""

    contact: str
    public_key: str = ""

    @field_validator("contact")
    @classmethod
    def _is_address(cls, value: str) -> str:
        from django.core.exceptions import ValidationError

        try:
            validate_email(value)
        except ValidationError as error:
            raise ValueError("not an address") from error
        return value


class Secrets(Settings):
    private_key: str = ""


class WebPushChannel(Channel):
    key = "channel.webpush"
    title = gettext_lazy("Thông báo trên trình duyệt")
    has_account = True
    is_short = True
    disturbs = True
    options_type = Options
    secrets_type = Secrets

    def prepare(self, options: Any, secrets: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """One key pair for ever: browsers that agreed have agreed to this one."""
        if secrets.get("private_key"):
            return dict(options), dict(secrets)
        private, public = new_pair()
        return {**options, "public_key": public}, {**secrets, "private_key": private}

    def address_of(self, recipient: Recipient) -> str:
        owner = recipient.applicant_id
        if owner is None or not PushSubscription.objects.filter(applicant_id=owner).exists():
            return ""
        return f"applicant:{owner}"

    def render(self, words: Words) -> Words:
        return Words(words.subject[:LONGEST], " ".join(words.body.split())[:LONGEST])

    def send(self, parcel: Parcel) -> str:
        """To all of the person's browsers; one that took it is enough. Those that are gone are
        forgotten."""
        rows = list(PushSubscription.objects.filter(applicant_id=_owner(parcel.address)))
        account = account_of(self.key)
        outcomes = [self._send_one(row, parcel, account) for row in rows]
        if "taken" in outcomes:
            return str(parcel.id)
        if "later" in outcomes:
            raise DeliveryError("push service", permanent=False)
        raise DeliveryError("no browser left", permanent=True)

    def _send_one(self, row: PushSubscription, parcel: Parcel, account: Account) -> str:
        content = {
            "id": str(parcel.id),
            "title": parcel.title,
            "body": parcel.body,
            "link": parcel.link,
        }
        endpoint = row.keys["endpoint"]
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_SECONDS),
            "Urgency": "high" if parcel.is_urgent else "normal",
            # A browser that was away gets the last of the same topic: ours, sent again, is one.
            "Topic": encoded(parcel.id.bytes),
            "Authorization": authorization(
                endpoint,
                private=account.secrets.private_key,
                contact=f"mailto:{account.options.contact}",
                at=parcel.at,
            ),
        }
        try:
            sealed = seal(json.dumps(content, ensure_ascii=False).encode(), row.keys)
            status = post(endpoint, body=sealed, headers=headers).status_code
        except DeliveryError:
            return "later"
        if status in _GONE:
            row.delete()
            return "gone"
        if 200 <= status < 300:
            PushSubscription.objects.filter(pk=row.pk).update(used_at=parcel.at)
            return "taken"
        return "refused" if status in {400, 401, 403, 413} else "later"


def seal(content: bytes, keys: dict[str, str]) -> bytes:
    """For the browser of ``keys`` alone. Raises ``ValueError`` for keys that are none."""
    sealed: bytes = http_ece.encrypt(
        content,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(keys["p256dh"]),
        auth_secret=decoded(keys["auth"]),
        version="aes128gcm",
    )
    return sealed


def _owner(address: str) -> UUID:
    kind, _colon, owner = address.partition(":")
    try:
        if kind != "applicant":
            raise ValueError(kind)
        return UUID(owner)
    except ValueError as error:
        raise DeliveryError("not an applicant", permanent=True) from error
