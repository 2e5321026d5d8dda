"""Requests of other tenants are kept as long as the tenant's records are, and no longer."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.casework.models import ForeignRequest, ForeignState
from motcua.files import api as files
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.workflow import api as workflow

_BATCH: Final = 100


def erase_requests(*, now: datetime) -> int:
    """Erase what was asked and answered ``MOTCUA_RETENTION_YEARS`` ago (0: kept without end).

    What remains is that there was a request, its digest and the audit chain.
    """
    years = int(settings.MOTCUA_RETENTION_YEARS)
    if not years:
        return 0
    over = ForeignRequest.objects.exclude(state=ForeignState.OPEN)
    old = over.filter(received_at__lt=now - timedelta(days=366 * years), number__gt="")
    ids = list(old.values_list("pk", flat=True)[:_BATCH])
    for request_id in ids:
        with transaction.atomic():
            row = ForeignRequest.objects.select_for_update().get(pk=request_id)
            files.erase_owned([f"request:{request_id}"])
            workflow.erase_processes(request_id)
            row.shared, row.number, row.service_name = {}, "", {}
            row.answer = {} if row.answered_at else None
            row.assignee_name, row.assignee_id = "", None
            row.save()
            audit.record(action="request.erased", subject="retention", by=SYSTEM, at=now)
    return len(ids)
