"""Applications at the simulated Zalo: their tokens, and where they want to be told."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from motcua.kernel.ids import new_secret
from motcua.notifications.contrib.simulator import ledger

_VENDOR: Final = "zalo-app"
LASTS: Final = timedelta(hours=25)


def register(app_id: str, *, report_url: str) -> str:
    """The first refresh token, as somebody would get it when they authorise the application."""
    kept = ledger.find(_VENDOR, app_id)
    if kept is not None and kept["report_url"] == report_url:
        return str(kept["refresh_token"])
    token = f"r.{app_id}.{new_secret(length=24)}"
    ledger.keep(
        _VENDOR,
        app_id,
        {"app_id": app_id, "report_url": report_url, "refresh_token": token, "access_token": ""},
    )
    return token


def renew(app_id: str, refresh_token: str) -> dict[str, Any]:
    kept = ledger.find(_VENDOR, app_id)
    if kept is None or refresh_token != kept["refresh_token"]:
        return {"error": -14014, "error_name": "Invalid refresh token"}
    kept |= {
        "access_token": f"a.{app_id}.{new_secret(length=24)}",
        "refresh_token": f"r.{app_id}.{new_secret(length=24)}",
        "ends": (datetime.now(tz=UTC) + LASTS).isoformat(),
    }
    ledger.keep(_VENDOR, app_id, kept)
    return {
        "access_token": kept["access_token"],
        "refresh_token": kept["refresh_token"],
        "expires_in": str(int(LASTS.total_seconds())),
    }


def app_of(access_token: str) -> dict[str, Any] | None:
    _kind, _dot, rest = access_token.partition(".")
    kept = ledger.find(_VENDOR, rest.partition(".")[0])
    if kept is None or not access_token or kept["access_token"] != access_token:
        return None
    ended = datetime.fromisoformat(str(kept["ends"])) <= datetime.now(tz=UTC)
    return None if ended else kept


def expire(app_id: str) -> None:
    """From now on the access token is refused, long before its time."""
    kept = ledger.find(_VENDOR, app_id)
    if kept is not None:
        ledger.keep(_VENDOR, app_id, {**kept, "access_token": ""})
