"""Where providers tell this tenant how a message fared."""

import hmac
from typing import Final

from motcua.kernel.crypto import blind_index
from tenants.api import tenant_url

_PURPOSE: Final = "notifications.report_address"


def report_key(channel: str) -> str:
    """Nobody can guess it: providers that sign nothing are known by having been told it."""
    return blind_index(channel, purpose=_PURPOSE)[:40]


def report_url(channel: str) -> str:
    name = channel.removeprefix("channel.")
    return tenant_url(f"/kenh-gui/{name}/bao-cao/{report_key(channel)}/")


def is_report_key(channel: str, key: str) -> bool:
    return hmac.compare_digest(report_key(channel), key)
