"""Text messages to a telephone, under the tenant's sender name.

Without an account of the tenant's there is the platform's gateway that takes messages by mail
(``MOTCUA_SMS_MAIL_DOMAIN``); with simulators those lie in the demonstration's mailbox.
"""

import re
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy

from motcua.notifications.contrib.email.channel import hand_to_mail
from motcua.notifications.contrib.sms.account import Options, Secrets
from motcua.notifications.contrib.sms.gateways import GATEWAYS
from motcua.notifications.domain.sms import Measure, measure, strip_marks
from motcua.notifications.domain.texts import one_line
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import ChannelAccount
from motcua.notifications.queries.accounts import find_account
from motcua.notifications.queries.report_address import report_url
from motcua.notifications.registry import Account, Callback, Channel, Parcel, Report
from tenants.api import current_tenant

MOST_PARTS: Final = 5
_NUMBER: Final = re.compile(r"84[1-9][0-9]{8,9}")


class SmsChannel(Channel):
    key = "channel.sms"
    title = gettext_lazy("Tin nhắn điện thoại (SMS)")
    has_account = True
    is_short = True
    disturbs = True
    is_paid = True
    reports = True
    options_type = Options
    secrets_type = Secrets

    @property
    def works_without(self) -> bool:  # type: ignore[override]
        return bool(settings.MOTCUA_SMS_MAIL_DOMAIN)

    def address_of(self, recipient: Recipient) -> str:
        number = international(recipient.sms)
        return number if number and (self.works_without or _is_on()) else ""

    def render(self, words: Words) -> Words:
        """One paragraph, at most ``MOST_PARTS`` parts, without tone marks if the office says so."""
        return Words(words.subject, self._fit(" ".join(words.body.split())))

    def measure(self, words: Words) -> Measure:
        return measure(words.body)

    def send(self, parcel: Parcel) -> str:
        if not _NUMBER.fullmatch(parcel.address):
            raise DeliveryError("not a telephone number", permanent=True, bad_address=True)
        account = find_account(self.key)
        if account is None:
            return _by_mail(parcel)
        gateway = GATEWAYS[account.options.provider]
        return gateway.send(parcel, account, report_url=report_url(self.key))

    def parse_report(self, callback: Callback, account: Account) -> list[Report]:
        return GATEWAYS[account.options.provider].reports(callback, account)

    def _fit(self, text: str) -> str:
        options = ChannelAccount.objects.filter(channel=self.key).values_list("options", flat=True)
        chosen: dict[str, Any] = options.first() or {}
        text = strip_marks(text) if chosen.get("strip_marks", "no") == "yes" else text
        while measure(text).parts > MOST_PARTS:
            text = text[:-1]
        return text


def international(number: str) -> str:
    """``0912 345 678`` as ``84912345678``; empty for what is no number of a telephone here."""
    digits = re.sub(r"[ .()-]", "", number)
    digits = digits.removeprefix("+")
    if digits.startswith("0"):
        digits = f"84{digits[1:]}"
    return digits if _NUMBER.fullmatch(digits) else ""


def _is_on() -> bool:
    return ChannelAccount.objects.filter(channel=SmsChannel.key, is_enabled=True).exists()


def _by_mail(parcel: Parcel) -> str:
    if not settings.MOTCUA_SMS_MAIL_DOMAIN:
        raise DeliveryError("channel not configured", permanent=True)
    message_id = f"<{parcel.id}@{current_tenant().primary_host}>"
    mail = EmailMessage(
        subject=one_line(parcel.title),
        body=parcel.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[f"{parcel.address}@{settings.MOTCUA_SMS_MAIL_DOMAIN}"],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    hand_to_mail(mail)
    return message_id
