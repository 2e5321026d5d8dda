"""Marks on papers of a dossier go with the dossier."""

from datetime import datetime

from motcua.casework.standing_api import DossierErased
from motcua.estore.models import PaperMark
from motcua.estore.operations.leave import StorePart
from motcua.identity.api import account_parts
from motcua.kernel.events import subscribe


def connect() -> None:
    subscribe(DossierErased, forget)
    account_parts.register(StorePart())


def forget(event: DossierErased, at: datetime) -> None:
    """In the transaction that erases the dossier."""
    PaperMark.objects.filter(case_id=event.case_id).delete()
