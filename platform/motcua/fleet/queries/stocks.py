"""How much of each standing meter the current tenant uses; a handful of aggregates."""

from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from billing.api import Meter
from motcua.catalogue.api import list_published
from motcua.files.models import StoredFile
from motcua.identity.models import Account
from motcua.notifications.models import Delivery


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
