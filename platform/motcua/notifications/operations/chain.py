"""The chain of ways: the next one is tried when one has failed, the rest is dropped when one
arrived. And what else is noted of a delivery's end. All in the transaction that settles it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Sum

from motcua.notifications.domain.rules import after_quiet
from motcua.notifications.models import (
    ChannelAccount,
    ChannelMonth,
    Contact,
    Delivery,
    DeliveryStatus,
)
from motcua.notifications.queries.policy import address_index, load_policy, tenant_zone
from motcua.notifications.registry import channels

_HEALTH_EVERY = timedelta(seconds=30)


def try_next(message_id: UUID, *, now: datetime) -> bool:
    """Send by the next way of the chain; false when there is none."""
    held = Delivery.objects.filter(message_id=message_id, status=DeliveryStatus.HELD)
    row = (
        held.select_related("message").select_for_update(of=("self",)).order_by("position").first()
    )
    if row is None:
        return False
    row.status, row.available_at = DeliveryStatus.WAITING, now
    if row.channel in channels and channels.get(row.channel).disturbs and not row.message.is_urgent:
        row.available_at = after_quiet(now, load_policy(), tenant_zone())
    row.save(update_fields=["status", "available_at"])
    return True


def drop_rest(message_id: UUID) -> None:
    """One of the chain arrived: the others need not be sent."""
    Delivery.objects.filter(message_id=message_id, status=DeliveryStatus.HELD).update(
        status=DeliveryStatus.SKIPPED
    )


def note_health(channel: str, *, now: datetime, failure: str = "") -> None:
    """When the account last worked and last did not; written at most every half minute."""
    rows = ChannelAccount.objects.filter(channel=channel)
    if failure:
        rows.update(last_failure_at=now, last_failure=failure[:200])
        return
    old = Q(last_success_at=None) | Q(last_success_at__lt=now - _HEALTH_EVERY)
    rows.filter(old).update(last_success_at=now)


def count_sent(channel: str, *, parts: int, cost: int, now: datetime) -> None:
    month = now.astimezone(tenant_zone()).date().replace(day=1)
    with transaction.atomic():
        row, _is_new = ChannelMonth.objects.get_or_create(channel=channel, month=month)
        ChannelMonth.objects.filter(pk=row.pk).update(
            sent=F("sent") + 1, parts=F("parts") + parts, cost=F("cost") + cost
        )


def is_over_limit(parts: int, *, now: datetime) -> bool:
    """Whether ``parts`` more would be beyond what the office allows a month. Several workers may
    together go over it by what they are sending at the moment."""
    limit = load_policy().monthly_limit
    if limit is None:
        return False
    month = now.astimezone(tenant_zone()).date().replace(day=1)
    used = ChannelMonth.objects.filter(month=month).aggregate(used=Sum("parts"))["used"] or 0
    return used + parts > limit


def flag_contact(
    applicant_id: UUID | None, *, channel: str, address: str, reason: str, now: datetime
) -> None:
    """The address takes nothing: whose it is, and the officer, can see that and mend it."""
    if applicant_id is None:
        return
    with transaction.atomic():
        Contact.objects.get_or_create(pk=applicant_id, defaults={"updated_at": now})
        row = Contact.objects.select_for_update().get(pk=applicant_id)
        fault = {"index": address_index(address), "reason": reason[:200], "at": now.isoformat()}
        row.faults, row.updated_at = {**row.faults, channel: fault}, now
        row.save(update_fields=["faults", "updated_at"])
