"""The platform's own text messages (sign-in codes), by the gateways that tenants use.

An account of the platform's with a gateway comes from settings (``MOTCUA_SMS_…``); without one the
message goes to the gateway that takes mails (``MOTCUA_SMS_MAIL_DOMAIN``).
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.identity.text_senders import TextNotSent, TextSender
from motcua.notifications.contrib.email.channel import hand_to_mail
from motcua.notifications.contrib.sms.channel import SmsChannel, international
from motcua.notifications.contrib.sms.gateways import GATEWAYS
from motcua.notifications.domain.sms import strip_marks
from motcua.notifications.errors import ChannelOptionsInvalid, DeliveryError
from motcua.notifications.registry import Account, Parcel


class PlatformTexts(TextSender):
    key = "sms"

    def is_ready(self) -> bool:
        return bool(settings.MOTCUA_SMS_URL or settings.MOTCUA_SMS_MAIL_DOMAIN)

    def send(self, *, message_id: UUID, number: str, text: str, now: datetime) -> None:
        # Marks double the price of a message, and not every old telephone shows them.
        body = strip_marks(text)
        address = international(number)
        try:
            if settings.MOTCUA_SMS_URL:
                account = _account()
                parcel = Parcel(
                    id=message_id,
                    address=address,
                    title="",
                    body=body,
                    link="",
                    language=(get_language() or "vi")[:2],
                    at=now,
                    is_urgent=True,
                )
                GATEWAYS[account.options.provider].send(parcel, account, report_url="")
            else:
                _by_mail(message_id, address, body)
        except (DeliveryError, ChannelOptionsInvalid) as error:
            raise TextNotSent(
                _("Hiện chưa gửi được tin nhắn. Vui lòng thử lại hoặc đăng nhập bằng cách khác.")
            ) from error


def _account() -> Account:
    return SmsChannel().check(
        options={
            "provider": settings.MOTCUA_SMS_PROVIDER,
            "url": settings.MOTCUA_SMS_URL,
            "brandname": settings.MOTCUA_SMS_BRANDNAME,
        },
        secrets={
            "api_key": settings.MOTCUA_SMS_API_KEY,
            "secret_key": settings.MOTCUA_SMS_SECRET_KEY,
        },
    )


def _by_mail(message_id: UUID, address: str, body: str) -> None:
    mail = EmailMessage(
        subject=_("Tin nhắn"),
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[f"{address}@{settings.MOTCUA_SMS_MAIL_DOMAIN}"],
        headers={
            "Message-ID": f"<{message_id}@{settings.MOTCUA_PLATFORM_HOST}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    hand_to_mail(mail)
