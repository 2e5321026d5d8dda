"""Metering: what happened is counted once, in the shared schema."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from billing.domain.plans import EARLY_PERCENT, MONTHLY, Meter, Standing
from billing.models import LimitNotice, UsageCount, UsageMark
from billing.queries.standing import standing_of
from motcua.kernel.ids import new_id
from tenants.api import in_public


def count_usage(
    *, tenant_id: UUID, meter: Meter, key: str, now: datetime, amount: int = 1
) -> Standing | None:
    """Add ``amount`` to a monthly meter; the same ``key`` again adds nothing and gives ``None``."""
    period = period_of(meter, now)
    with in_public(), transaction.atomic():
        if not _is_first(tenant_id, f"{meter}:{key}", now):
            return None
        row, _made = UsageCount.objects.get_or_create(
            tenant_id=tenant_id, meter=meter, period=period, defaults={"counted_at": now}
        )
        UsageCount.objects.filter(pk=row.pk).update(amount=F("amount") + amount, counted_at=now)
    return standing_of(tenant_id, meter, now=now)


def note_stock(*, tenant_id: UUID, meter: Meter, amount: int, now: datetime) -> Standing:
    """Write down how much there is of a standing meter, or of a month's that is counted whole."""
    with in_public():
        UsageCount.objects.update_or_create(
            tenant_id=tenant_id,
            meter=meter,
            period=period_of(meter, now),
            defaults={"amount": amount, "counted_at": now},
        )
    return standing_of(tenant_id, meter, now=now)


def due_notice(*, tenant_id: UUID, standing: Standing, now: datetime) -> int | None:
    """80 or 100 when that warning is to be given now; each is given once a period."""
    percent = 100 if standing.is_reached else EARLY_PERCENT if standing.is_early else None
    if percent is None:
        return None
    with in_public():
        _row, made = LimitNotice.objects.get_or_create(
            tenant_id=tenant_id,
            meter=standing.meter,
            period=period_of(standing.meter, now),
            percent=percent,
            defaults={"given_at": now},
        )
    return percent if made else None


def period_of(meter: Meter, now: datetime) -> str:
    """The month by the clock on the wall, ``2026-06``; empty for a standing sum."""
    return f"{timezone.localtime(now):%Y-%m}" if meter in MONTHLY else ""


def _is_first(tenant_id: UUID, key: str, now: datetime) -> bool:
    mark = UsageMark(id=new_id(), tenant_id=tenant_id, key=key[:120], counted_at=now)
    try:
        with transaction.atomic():
            mark.save(force_insert=True)
    except IntegrityError:
        return False
    return True
