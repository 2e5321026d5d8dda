"""Zalo's access tokens: good for about a day, renewed with a token that serves once.

Renewing happens with the account's row locked, so that two workers never use the same refresh
token. Should the answer get lost on its way the token is gone, and somebody must authorise anew:
the channel's health says so.
"""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.notifications.contrib.calling import answer_of, post
from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import ChannelAccount

KEY: Final = "channel.zalo"
_SPARE_SECONDS: Final = 300


def access_token(now: datetime, *, stale: str = "") -> str:
    """A token that should work; another one than ``stale``, which was refused.

    Raises ``DeliveryError``.
    """
    with transaction.atomic():
        row = (
            ChannelAccount.objects.select_for_update().filter(channel=KEY, is_enabled=True).first()
        )
        if row is None:
            raise DeliveryError("channel not configured", permanent=True)
        kept = str(row.secrets.get("access_token", ""))
        is_fresh = int(row.secrets.get("expires_at", 0)) > now.timestamp() + _SPARE_SECONDS
        if kept and kept != stale and is_fresh:
            return kept
        row.secrets = {**row.secrets, **_renewed(row, now)}
        row.save(update_fields=["secrets"])
    return str(row.secrets["access_token"])


def _renewed(row: ChannelAccount, now: datetime) -> dict[str, Any]:
    answer = answer_of(
        post(
            f"{row.options['oauth_url']}/v4/oa/access_token",
            body={
                "app_id": row.options["app_id"],
                "grant_type": "refresh_token",
                "refresh_token": row.secrets["refresh_token"],
            },
            headers={"secret_key": row.secrets["app_secret"]},
        )
    )
    if not answer.get("access_token"):
        raise DeliveryError(f"token refused: {str(answer.get('error', ''))[:20]}", permanent=True)
    return {
        "access_token": str(answer["access_token"]),
        "refresh_token": str(answer.get("refresh_token") or row.secrets["refresh_token"]),
        "expires_at": int(now.timestamp()) + int(answer.get("expires_in") or 3600),
    }
