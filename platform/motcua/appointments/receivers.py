"""What is kept of a dossier goes with it."""

from datetime import datetime

from motcua.appointments.operations.leave import AppointmentsPart
from motcua.appointments.operations.sweep import forget_dossier
from motcua.casework.standing_api import DossierErased
from motcua.identity.api import account_parts
from motcua.kernel.events import subscribe


def connect() -> None:
    subscribe(DossierErased, forget)
    account_parts.register(AppointmentsPart())


def forget(event: DossierErased, at: datetime) -> None:
    """In the transaction that erases the dossier."""
    forget_dossier(event.case_id, now=at)
