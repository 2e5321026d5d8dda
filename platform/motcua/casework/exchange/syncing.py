"""The dossier's word on what is to reach other systems, from the requests themselves.

Written later, through the outbox: whoever brings a request across holds its row, and the dossier is
locked before everything else.
"""

from datetime import datetime

from motcua.casework.domain.machines import sync_path
from motcua.casework.domain.states import SyncState
from motcua.casework.events import SharingMoved
from motcua.casework.models import Case, Consult, ConsultState
from motcua.casework.operations.loading import lock_case


def follow_sharing(event: SharingMoved, at: datetime) -> None:
    """Consumer ``casework.follow_sharing``; repeating it changes nothing."""
    case = lock_case(event.case_id)
    for step in sync_path(SyncState(case.sync_state), _wanted(case)):
        case.sync_state = step
    Case.objects.filter(pk=case.pk).update(sync_state=case.sync_state)


def _wanted(case: Case) -> SyncState:
    """The worst of all: what is stuck before what waits before what went."""
    rows = Consult.objects.filter(case=case).values_list("state", "delivered_at")
    states = {state for state, _ in rows}
    if ConsultState.STUCK in states:
        return SyncState.FAILED
    if ConsultState.WAITING in states:
        return SyncState.WAITING
    went = any(at is not None or state == ConsultState.ANSWERED for state, at in rows)
    return SyncState.SENT if went else SyncState.NONE
