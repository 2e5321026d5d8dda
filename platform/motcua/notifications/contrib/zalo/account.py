"""A tenant's Official Account at Zalo, as far as notices need it."""

from pydantic import Field

from motcua.notifications.contrib.calling import WebAddress
from motcua.notifications.registry import Settings


class Options(Settings):
    app_id: str = Field(pattern=r"^[0-9]{5,25}$")
    oa_id: str = Field(pattern=r"^[0-9]{5,25}$")
    api_url: WebAddress = "https://business.openapi.zalo.me"
    oauth_url: WebAddress = "https://oauth.zaloapp.com"
    price: int = Field(default=0, ge=0, le=1_000_000)


class Secrets(Settings):
    """``app_secret`` renews tokens and signs reports. ``access_token`` and ``expires_at`` (seconds)
    are what Zalo gave for the ``refresh_token``, which serves once and is replaced by it."""

    app_secret: str = Field(min_length=8, max_length=200)
    refresh_token: str = Field(min_length=8, max_length=2000)
    access_token: str = Field(default="", max_length=2000)
    expires_at: int = 0
