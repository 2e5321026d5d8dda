"""The tenant's accounts with the providers of channels."""

from typing import Any

from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import ChannelAccount
from motcua.notifications.registry import Account, channels


def find_account(key: str) -> Account | None:
    """``None`` when the tenant has none or switched it off."""
    row = ChannelAccount.objects.filter(channel=key, is_enabled=True).first()
    return channels.get(key).check(options=row.options, secrets=row.secrets) if row else None


def account_of(key: str) -> Account:
    """Raises ``DeliveryError``, for good: who switches a channel off wants nothing by it."""
    found = find_account(key)
    if found is None:
        raise DeliveryError("channel not configured", permanent=True)
    return found


def options_in_use() -> dict[str, dict[str, Any]]:
    """By channel that can send now: its options. One query."""
    kept = ChannelAccount.objects.filter(is_enabled=True).values_list("channel", "options")
    on: dict[str, dict[str, Any]] = dict(kept)
    return {
        each.key: on.get(each.key, {})
        for each in channels
        if not each.has_account or each.works_without or each.key in on
    }
