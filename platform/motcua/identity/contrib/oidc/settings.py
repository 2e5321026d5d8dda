"""What a tenant says about its OpenID Connect provider."""

import re
from typing import Final, Literal
from urllib.parse import urlsplit

from django.conf import settings
from pydantic import Field, field_validator

from motcua.identity.registry import Settings

_SCOPE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")


class OidcOptions(Settings):
    """``issuer`` exactly as the provider writes it in its tokens; ``second_factor_acr``: values
    of ``acr``, with blanks between, that say a second factor was asked for."""

    issuer: str = Field(min_length=8, max_length=300)
    client_id: str = Field(min_length=1, max_length=200)
    scope: str = Field(default="openid profile email", max_length=300)
    client_auth: Literal["basic", "post"] = "basic"
    asks_userinfo: Literal["yes", "no"] = "yes"
    acr_values: str = Field(default="", max_length=200)
    second_factor_acr: str = Field(default="", max_length=300)
    clock_skew_seconds: int = Field(default=60, ge=0, le=300)

    @field_validator("issuer")
    @classmethod
    def _is_address(cls, value: str) -> str:
        """OpenID Connect Discovery 1.0, 2: https, no query, no fragment."""
        parts = urlsplit(value)
        allowed = ("https", "http") if settings.MOTCUA_ALLOW_LOOPBACK else ("https",)
        if parts.scheme not in allowed or not parts.hostname or "@" in parts.netloc:
            raise ValueError("issuer")
        if parts.query or parts.fragment or "?" in value or "#" in value:
            raise ValueError("issuer")
        return value

    @field_validator("scope")
    @classmethod
    def _has_openid(cls, value: str) -> str:
        names = value.split()
        if not all(_SCOPE.fullmatch(each) for each in names):
            raise ValueError("scope")
        return " ".join(dict.fromkeys(["openid", *names]))


class OidcSecrets(Settings):
    client_secret: str = Field(min_length=1, max_length=500)
