"""What the sweeps look for."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.casework.models import Case

GRACE: Final = timedelta(seconds=30)
"""The ordinary consumer usually needs a second."""


def cases_without_process(*, now: datetime, limit: int) -> list[UUID]:
    rows = _waiting(now).order_by("created_at").values_list("pk", flat=True)
    return list(rows[:limit])


def has_case_without_process(*, now: datetime) -> bool:
    return _waiting(now).exists()


def _waiting(now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(
        process_instance_id=None,
        finished_at=None,
        is_group=False,
        created_at__lt=now - GRACE,
    )
