"""E-mail: plain text with a simple HTML twin, by the tenant's own server or the platform's."""

import smtplib
from email.utils import formataddr, parseaddr
from typing import Final

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils.html import escape, urlize
from django.utils.translation import gettext_lazy

from motcua.kernel.errors import DomainError
from motcua.notifications.contrib.email.account import (
    Options,
    Secrets,
    connection_of,
    headers_of,
)
from motcua.notifications.domain.texts import one_line
from motcua.notifications.domain.views import Recipient
from motcua.notifications.errors import DeliveryError
from motcua.notifications.queries.accounts import find_account
from motcua.notifications.registry import Account, Channel, Parcel
from tenants.api import TenantView, current_tenant

# From here on an SMTP answer says "never", below it "not now" (RFC 5321, 4.2.1).
_PERMANENT: Final = 500
# Refused log-in or relaying is our own misconfiguration, which somebody will mend.
_OURS: Final = frozenset({530, 534, 535, 538})


class EmailChannel(Channel):
    key = "channel.email"
    title = gettext_lazy("Thư điện tử")
    has_account = True
    works_without = True
    options_type = Options
    secrets_type = Secrets

    def address_of(self, recipient: Recipient) -> str:
        return recipient.email.strip()

    def send(self, parcel: Parcel) -> str:
        """Returns the Message-ID, which is the same whenever this delivery is sent."""
        _check_address(parcel.address)
        tenant, account = current_tenant(), find_account(self.key)
        message_id = f"<{parcel.id}@{tenant.primary_host}>"
        mail = EmailMultiAlternatives(
            subject=one_line(parcel.title),
            body=parcel.body,
            from_email=_sender(tenant, account),
            to=[parcel.address],
            connection=connection_of(account),
            **headers_of(account),
            headers={
                "Message-ID": message_id,
                "Auto-Submitted": "auto-generated",
                "Content-Language": parcel.language,
            },
        )
        mail.attach_alternative(html_of(parcel.body, language=parcel.language), "text/html")
        hand_to_mail(mail)
        return message_id


def hand_to_mail(mail: EmailMessage) -> None:
    """Raises ``DeliveryError``, permanent or not by the answer of the mail server."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        permanent = bool(codes) and min(codes) >= _PERMANENT
        raise DeliveryError(
            "recipient refused", permanent=permanent, bad_address=permanent
        ) from error
    except smtplib.SMTPResponseException as error:
        permanent = error.smtp_code >= _PERMANENT and error.smtp_code not in _OURS
        raise DeliveryError(f"SMTP {error.smtp_code}", permanent=permanent) from error
    except AnymailRecipientsRefused as error:
        raise DeliveryError("recipient refused", permanent=True, bad_address=True) from error
    except AnymailAPIError as error:
        # A key that is refused is our own misconfiguration; a message that is refused stays so.
        raise DeliveryError(
            f"HTTP {error.status_code}", permanent=error.status_code in {400, 413, 422}
        ) from error
    except (smtplib.SMTPException, AnymailError, DomainError, OSError) as error:
        raise DeliveryError(type(error).__name__, permanent=False) from error


def html_of(text: str, *, language: str) -> str:
    """The same words as paragraphs; everything escaped, addresses made into links."""
    paragraphs = "".join(
        "<p>" + urlize(paragraph, autoescape=True).replace("\n", "<br>") + "</p>"
        for paragraph in text.split("\n\n")
        if paragraph.strip()
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"></head>'
        f"<body>{paragraphs}</body></html>"
    )


def _sender(tenant: TenantView, account: Account | None) -> str:
    options = account.options if account else None
    name = (options and options.from_name) or tenant.short_name or tenant.name
    own = options.from_address if options and options.provider != "platform" else ""
    return formataddr((one_line(name), own or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _check_address(address: str) -> None:
    """Nothing that could become a second address or header."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise DeliveryError("not an e-mail address", permanent=True, bad_address=True) from error
