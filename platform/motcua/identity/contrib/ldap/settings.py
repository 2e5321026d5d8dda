"""What a tenant says about its directory."""

import re
import ssl
from typing import Final, Literal

from pydantic import Field, field_validator

from motcua.identity.registry import Settings

_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,250}[A-Za-z0-9])?")
_ATTRIBUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")


class LdapOptions(Settings):
    """``user_filter`` holds ``{username}``, ``group_filter`` ``{dn}``; both are escaped when put
    in. Without ``group_base`` groups are read from the person's own entry."""

    host: str = Field(min_length=1, max_length=255)
    port: int = Field(default=636, ge=1, le=65_535)
    security: Literal["ldaps", "starttls"] = "ldaps"
    ca_certificate: str = Field(default="", max_length=20_000)
    bind_dn: str = Field(min_length=1, max_length=500)
    user_base: str = Field(min_length=1, max_length=500)
    user_filter: str = Field(default="(uid={username})", max_length=500)
    subject_attribute: str = Field(default="entryUUID", max_length=61)
    group_base: str = Field(default="", max_length=500)
    group_filter: str = Field(default="(member={dn})", max_length=500)
    group_attribute: str = Field(default="cn", max_length=61)

    @field_validator("host")
    @classmethod
    def _is_name(cls, value: str) -> str:
        if not _HOST.fullmatch(value):
            raise ValueError("host")
        return value

    @field_validator("bind_dn", "user_base", "group_base")
    @classmethod
    def _is_dn(cls, value: str) -> str:
        from ldap3.core.exceptions import LDAPExceptionError
        from ldap3.utils.dn import parse_dn

        # Active Directory also takes user@domain to bind.
        if value and "@" not in value:
            try:
                parse_dn(value)
            except LDAPExceptionError as error:
                raise ValueError("dn") from error
        return value

    @field_validator("user_filter")
    @classmethod
    def _has_username(cls, value: str) -> str:
        return _checked_filter(value, "{username}")

    @field_validator("group_filter")
    @classmethod
    def _has_dn(cls, value: str) -> str:
        return _checked_filter(value, "{dn}")

    @field_validator("subject_attribute", "group_attribute")
    @classmethod
    def _is_attribute(cls, value: str) -> str:
        if not _ATTRIBUTE.fullmatch(value):
            raise ValueError("attribute")
        return value

    @field_validator("ca_certificate")
    @classmethod
    def _is_certificate(cls, value: str) -> str:
        if value:
            try:
                ssl.create_default_context(cadata=value)
            except ssl.SSLError as error:
                raise ValueError("certificate") from error
        return value


class LdapSecrets(Settings):
    bind_password: str = Field(min_length=1, max_length=500)


def _checked_filter(value: str, placeholder: str) -> str:
    from ldap3.core.exceptions import LDAPExceptionError
    from ldap3.operation.search import parse_filter

    if value.count(placeholder) != 1 or not value.startswith("("):
        raise ValueError("filter")
    try:
        parse_filter(  # type: ignore[no-untyped-call]
            value.replace(placeholder, "x"), None, True, False, None, False
        )
    except (LDAPExceptionError, ValueError, IndexError, TypeError) as error:
        raise ValueError("filter") from error
    return value
