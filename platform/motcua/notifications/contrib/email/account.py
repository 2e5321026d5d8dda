"""A tenant's own way out for mail: an SMTP server, or the interface of a mail service.

Services are spoken to by django-anymail; of an SMTP server the address is checked as that of
every other server a tenant names (``kernel.http``), so that none leads into our own network.
"""

import smtplib
import socket
from typing import Any, Final, Literal

from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email
from pydantic import Field, field_validator, model_validator

from motcua.kernel.http import checked_address
from motcua.notifications.registry import Account, Settings

SERVICES: Final = {
    "sendgrid": "api_key",
    "mailgun": "api_key",
    "postmark": "server_token",
    "brevo": "api_key",
    "resend": "api_key",
}
"""Of django-anymail, and the name it gives to the key."""


class Options(Settings):
    """``platform``: the platform's server, with a name and a reply address of the tenant's."""

    provider: Literal["platform", "smtp", "sendgrid", "mailgun", "postmark", "brevo", "resend"] = (
        "platform"
    )
    from_name: str = Field(default="", max_length=100)
    from_address: str = ""
    reply_to: str = ""
    host: str = Field(default="", max_length=200)
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = Field(default="", max_length=200)
    sender_domain: str = Field(default="", max_length=200)
    price: int = Field(default=0, ge=0, le=1_000_000)

    @field_validator("from_address", "reply_to")
    @classmethod
    def _is_address(cls, value: str) -> str:
        try:
            if value:
                validate_email(value)
        except ValidationError as error:
            raise ValueError("not an address") from error
        return value

    @field_validator("from_name")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if any(ord(char) < 32 for char in value):
            raise ValueError("one line")
        return value

    @model_validator(mode="after")
    def _complete(self) -> "Options":
        if self.provider != "platform" and not self.from_address:
            raise ValueError("from_address")
        if self.provider == "smtp" and not self.host:
            raise ValueError("host")
        if self.provider == "mailgun" and not self.sender_domain:
            raise ValueError("sender_domain")
        return self


class Secrets(Settings):
    """The password at the server, or the service's key."""

    password: str = Field(default="", max_length=500)


def connection_of(account: Account | None) -> BaseEmailBackend:
    """What sends for this account; the platform's server where the tenant has none."""
    options, key = (account.options, account.secrets.password) if account else (None, "")
    if options is None or options.provider == "platform":
        return get_connection()
    if options.provider == "smtp":
        return CheckedSmtp(
            host=options.host,
            port=options.port,
            username=options.username,
            password=key,
            use_tls=options.security == "starttls",
            use_ssl=options.security == "tls",
            timeout=10,
        )
    given: dict[str, Any] = {SERVICES[options.provider]: key}
    if options.provider == "mailgun":
        given["sender_domain"] = options.sender_domain
    backend = f"anymail.backends.{options.provider}.EmailBackend"
    made: BaseEmailBackend = get_connection(backend, fail_silently=False, **given)
    return made


class CheckedSmtp(EmailBackend):
    """Connects to the very address that was checked; certificates are still of the name."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _CheckedTls if self.use_ssl else _Checked


class _CheckedSocket:
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        address = checked_address(host, scheme="https")
        made: socket.socket = super()._get_socket(address, port, timeout)  # type: ignore[misc]
        return made


class _Checked(_CheckedSocket, smtplib.SMTP):
    pass


class _CheckedTls(_CheckedSocket, smtplib.SMTP_SSL):
    pass


def headers_of(account: Account | None) -> dict[str, Any]:
    """``reply_to`` as Django's message takes it."""
    reply_to = account.options.reply_to if account else ""
    return {"reply_to": [reply_to]} if reply_to else {}
