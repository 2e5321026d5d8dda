"""A machine of the tenant that is told what happens: code, kind of notice, link, nobody's data.

``POST`` of a JSON object, signed (``domain.signing``). The same notice sent again carries the
same ``id``; every other answer than 2xx is tried again, 410 ends it.
"""

import json

from django.utils.translation import gettext_lazy
from pydantic import Field

from motcua.notifications.contrib.calling import WebAddress, post
from motcua.notifications.domain.signing import HEADER, sign
from motcua.notifications.domain.views import Recipient
from motcua.notifications.errors import DeliveryError
from motcua.notifications.queries.accounts import account_of
from motcua.notifications.registry import Channel, Parcel, Settings
from tenants.api import tenant_url

ADDRESS = "office"


class Options(Settings):
    url: WebAddress


class Secrets(Settings):
    secret: str = Field(min_length=24, max_length=200)


class WebhookChannel(Channel):
    key = "channel.webhook"
    title = gettext_lazy("Hệ thống khác của cơ quan (webhook)")
    has_account = True
    is_for_people = False
    options_type = Options
    secrets_type = Secrets

    def address_of(self, recipient: Recipient) -> str:
        """The office's machine hears of what an applicant is told, not of work among colleagues."""
        return ADDRESS if recipient.applicant_id else ""

    def send(self, parcel: Parcel) -> str:
        if parcel.address != ADDRESS:
            raise DeliveryError("not the office", permanent=True)
        account = account_of(self.key)
        body = json.dumps(
            {
                "id": str(parcel.id),
                "event": parcel.event,
                "subject": parcel.subject,
                "code": parcel.code,
                "at": parcel.at.isoformat(timespec="seconds"),
                "link": tenant_url(parcel.link or "/"),
            },
            ensure_ascii=False,
        ).encode()
        headers = {
            "Content-Type": "application/json",
            HEADER: sign(body, secret=account.secrets.secret, at=parcel.at),
        }
        response = post(account.options.url, body=body, headers=headers)
        if not 200 <= response.status_code < 300:
            raise DeliveryError(
                f"HTTP {response.status_code}", permanent=response.status_code == 410
            )
        return str(parcel.id)
