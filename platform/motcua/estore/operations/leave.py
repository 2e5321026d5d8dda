"""An account is deleted: what its holder noted on papers goes; the papers are the dossiers'."""

from datetime import datetime
from uuid import UUID

from motcua.estore.models import PaperMark, StoreChoice
from motcua.identity.api import AccountPart


class StorePart(AccountPart):
    key = "estore"

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        PaperMark.objects.filter(applicant_id=applicant_id).delete()
        StoreChoice.objects.filter(applicant_id=applicant_id).delete()
