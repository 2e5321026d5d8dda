"""An account is deleted: dossiers stay, and those under way go on."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.casework.events import CaseTouched
from motcua.casework.models import Case
from motcua.identity.api import AccountPart, Held
from motcua.kernel import events


class DossiersPart(AccountPart):
    key = "casework"

    def held(self, applicant_id: UUID) -> Held:
        counted = _of(applicant_id).aggregate(
            kept=Count("pk"), running=Count("pk", filter=Q(finished_at=None))
        )
        return Held(running=counted["running"], kept=counted["kept"])

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        """Who keeps a copy of where they stand, by account, looks again."""
        for case_id in _of(applicant_id).values_list("pk", flat=True):
            events.publish(CaseTouched(case_id=case_id), at=now)


def _of(applicant_id: UUID) -> QuerySet[Case]:
    return Case.objects.filter(Q(applicant_id=applicant_id) | Q(owner_id=applicant_id))
