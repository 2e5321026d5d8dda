"""A tenant's account with an SMS gateway: a registered sender name ("brandname")."""

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from motcua.notifications.contrib.calling import WebAddress
from motcua.notifications.registry import Settings

ESMS_URL = "https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/"


class Options(Settings):
    """``generic``: our own wire format (how-to page); ``esms``: eSMS.vn's.

    A brandname is at most 11 letters and digits; ``price`` is đồng a part."""

    provider: Literal["generic", "esms"] = "generic"
    url: WebAddress = ESMS_URL
    brandname: str
    strip_marks: Literal["yes", "no"] = "yes"
    price: int = Field(default=0, ge=0, le=1_000_000)

    @field_validator("brandname")
    @classmethod
    def _is_brandname(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_.-]{2,11}", value):
            raise ValueError("brandname")
        return value

    @model_validator(mode="after")
    def _own_address(self) -> "Options":
        if self.provider == "generic" and self.url == ESMS_URL:
            raise ValueError("url")
        return self


class Secrets(Settings):
    """``api_key`` and, with eSMS, ``secret_key``; with our own format ``secret_key`` signs the
    gateway's reports."""

    api_key: str = Field(min_length=8, max_length=500)
    secret_key: str = Field(min_length=8, max_length=500)
