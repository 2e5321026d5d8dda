"""What is kept of a dossier goes with it, of the holder of an account with the account."""

from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.appointments.operations.sweep import forget_applicant, forget_dossier
from motcua.casework.standing_api import DossierErased
from motcua.identity.api import AccountPart, account_parts
from motcua.kernel.events import subscribe

KEY: Final = "appointments"


class AppointmentsPart(AccountPart):
    """Who deletes their account comes to no appointment made with it: the places are free again."""

    key = KEY

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        forget_applicant(applicant_id, now=now)


def connect() -> None:
    subscribe(DossierErased, forget)
    account_parts.register(AppointmentsPart())


def forget(event: DossierErased, at: datetime) -> None:
    """In the transaction that erases the dossier."""
    forget_dossier(event.case_id, now=at)
