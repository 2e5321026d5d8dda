"""Letting go: old requests, dossiers that were erased, people who left."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Func, Value

from motcua.files.api import erase_owned
from motcua.identity.api import AccountPart, Held
from motcua.privacy.domain.requests import OPEN
from motcua.privacy.models import DataCopy, DataExport, DataRequest
from motcua.privacy.queries.terms import terms

_YEAR: Final = timedelta(days=365)


def forget_old_requests(*, now: datetime) -> int:
    """What was written goes after the years the agency set; that there was a request, stays."""
    before = now - _YEAR * terms().keep_years
    rows = list(DataRequest.objects.filter(ended_at__lt=before, forgotten_at=None)[:200])
    for row in rows:
        _blank(row, now)
    return len(rows)


def _blank(row: DataRequest, now: datetime) -> None:
    row.content, row.handled_by, row.forgotten_at = {}, "", now
    row.save(update_fields=["content", "handled_by", "forgotten_at"])


def forget_case(case_id: UUID) -> None:
    """In the transaction that erases the dossier."""
    DataExport.objects.filter(case_ids__contains=[case_id]).update(
        case_ids=Func(F("case_ids"), Value(case_id), function="array_remove")
    )


class RequestsPart(AccountPart):
    """Open requests keep a person reachable; what was written goes with the account."""

    key = "privacy"

    def held(self, applicant_id: UUID) -> Held:
        open_ones = DataRequest.objects.filter(applicant_id=applicant_id, state__in=OPEN).count()
        return Held(running=open_ones, kept=open_ones)

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        """Bundles have nobody left who could fetch them."""
        rows = DataCopy.objects.filter(request__applicant_id=applicant_id)
        erase_owned([each.file_owner for each in rows])
        rows.delete()

    def forget(self, applicant_id: UUID, *, now: datetime) -> None:
        for row in DataRequest.objects.filter(applicant_id=applicant_id, forgotten_at=None):
            _blank(row, now)
