"""Letters of the platform itself, to people who are not yet anybody's staff."""

import smtplib

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

from tenants.api import is_sealed_off

log = structlog.get_logger(__name__)


def send_letter(*, to: str, title: str, body: str) -> bool:
    """Whether the mail server took it. Never raises: whoever waits may ask again."""
    if is_sealed_off():
        return False
    letter = EmailMessage(
        subject=title,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(letter.send())
    except (smtplib.SMTPException, OSError) as error:
        log.warning("platform_letter_failed", error=type(error).__name__)
        return False
