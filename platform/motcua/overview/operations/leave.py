"""An account is deleted: its list goes with it. The dossiers are the agencies'."""

from datetime import datetime
from uuid import UUID

from motcua.identity.api import AccountPart
from motcua.overview.models import DossierEntry


class OverviewPart(AccountPart):
    key = "overview"

    def leave_platform(self, subject: UUID, *, now: datetime) -> None:
        DossierEntry.objects.filter(subject=subject).delete()
