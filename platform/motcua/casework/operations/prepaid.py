"""Fees paid for the draft, before there was a dossier."""

from motcua.casework.domain.states import FeeState
from motcua.casework.models import Case
from motcua.payments import api as payments


def note_earlier_payment(case: Case) -> None:
    """A fee paid in the very moment of submitting may have been missed by both sides."""
    if case.fee_state == FeeState.DUE and is_paid_with_draft(case):
        case.fee_state = FeeState.PAID


def is_paid_with_draft(case: Case) -> bool:
    return payments.is_paid(f"draft:{case.draft_id}")
