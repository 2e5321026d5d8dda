"""Text messages to a telephone, through a gateway that takes them by mail.

The gateway's mail domain is ``MOTCUA_SMS_MAIL_DOMAIN``; without one nobody is reached this way. A
text message costs money, so nothing goes out by itself: only who is given as ``Recipient.sms``.
With simulators the messages lie in the demonstration's mailbox.
"""

import re
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy

from motcua.notifications.contrib.email.channel import hand_to_mail
from motcua.notifications.domain.texts import one_line
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.errors import DeliveryError
from motcua.notifications.registry import Channel, Parcel
from tenants.api import current_tenant

LONGEST: Final = 335
"""Five parts of 67 letters, which is what a message with tone marks may have."""
_NUMBER: Final = re.compile(r"84[1-9][0-9]{8,9}")


class SmsChannel(Channel):
    key = "channel.sms"
    title = gettext_lazy("Tin nhắn điện thoại")

    def address_of(self, recipient: Recipient) -> str:
        return international(recipient.sms) if settings.MOTCUA_SMS_MAIL_DOMAIN else ""

    def render(self, words: Words) -> Words:
        """One paragraph, as short as a message must be."""
        return Words(words.subject, " ".join(words.body.split())[:LONGEST])

    def send(self, parcel: Parcel) -> str:
        if not _NUMBER.fullmatch(parcel.address):
            raise DeliveryError("not a telephone number", permanent=True)
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


def international(number: str) -> str:
    """``0912 345 678`` as ``84912345678``; empty for what is no number of a telephone here."""
    digits = re.sub(r"[ .()-]", "", number)
    digits = digits.removeprefix("+")
    if digits.startswith("0"):
        digits = f"84{digits[1:]}"
    return digits if _NUMBER.fullmatch(digits) else ""
