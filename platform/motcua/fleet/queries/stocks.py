"""How much of each standing meter the current tenant uses; a handful of aggregates."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from billing.api import Meter, Standing, standings
from motcua.catalogue.api import list_published
from motcua.files.models import StoredFile
from motcua.identity.models import Account
from motcua.notifications.models import Delivery
from tenants.api import current_tenant


def count_stocks(*, now: datetime) -> dict[Meter, int]:
    """Services live now, active staff, bytes of files, and what was sent this month."""
    local = timezone.localtime(now)
    month = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return {
        Meter.SERVICES: list_published(limit=1).total,
        Meter.STAFF: Account.objects.filter(is_active=True).count(),
        Meter.STORAGE: StoredFile.objects.aggregate(total=Sum("size"))["total"] or 0,
        Meter.MESSAGES: Delivery.objects.filter(sent_at__gte=month, sent_at__lte=now).count(),
    }


def standings_now(*, now: datetime) -> list[Standing]:
    """Every meter of the current tenant as it stands this moment: what stands still is counted
    hourly, and whoever looks after taking on thirty people wants to see them."""
    stocks = count_stocks(now=now)
    return [
        replace(each, used=stocks.get(each.meter, each.used))
        for each in standings(current_tenant().id, now=now)
    ]
