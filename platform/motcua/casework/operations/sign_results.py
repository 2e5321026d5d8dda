"""Signing many at once: the leader between two meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.errors import BatchTooLarge
from motcua.casework.models import Case
from motcua.casework.operations.decide import decide
from motcua.casework.operations.pen import pin_needed, take_pen
from motcua.casework.operations.results import CaseState
from motcua.casework.permissions import Permission
from motcua.files.api import PinWrong
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.workflow import api as workflow

MAX_BATCH: Final = 100
_ONWARD: Final = frozenset({"forward", "confirm"})
_GOOD_ENDS: Final = frozenset({None, workflow.EndKey.ISSUED})


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """What became of one dossier of a batch: its new ``state``, or why nothing was done to it."""

    work_item_id: UUID
    state: CaseState | None
    code: str = ""
    message: str = ""

    @property
    def is_done(self) -> bool:
        return self.state is not None


def sign_results(
    *,
    work_item_ids: Sequence[UUID],
    by: Actor,
    now: datetime,
    pin: str = "",
    outcome: str = "",
    note: str = "",
) -> list[SignOutcome]:
    """Approve, and so sign, each work item in a transaction of its own; one that cannot be signed
    keeps none of the others. The PIN is asked for once.

    ``outcome``: the decision of every step; empty: each step's own way onward (its first outcome
    that is neither back, refusal nor stop). Raises ``PinWrong``, ``SigningRefused``,
    ``LimitReached``, ``BatchTooLarge`` before anything is signed.
    """
    by.require(Permission.APPROVE)
    if len(work_item_ids) > MAX_BATCH:
        raise BatchTooLarge(_("Mỗi lần ký nhiều nhất %(count)d hồ sơ.") % {"count": MAX_BATCH})
    if not pin and pin_needed(by, now=now):
        raise PinWrong(_("Hãy nhập mã PIN ký số để ký."), field="pin")
    with take_pen(by=by, now=now, pin=pin):
        return [
            _sign_one(item_id, outcome=outcome, note=note, by=by, now=now)
            for item_id in dict.fromkeys(work_item_ids)
        ]


def _sign_one(item_id: UUID, *, outcome: str, note: str, by: Actor, now: datetime) -> SignOutcome:
    try:
        chosen = outcome or _onward(item_id)
        state = decide(work_item_id=item_id, outcome=chosen, note=note, by=by, now=now)
    except DomainError as error:
        return SignOutcome(item_id, None, error.code, str(error))
    return SignOutcome(item_id, state)


def _onward(item_id: UUID) -> str:
    item = workflow.get_item(item_id)
    versions = Case.objects.filter(pk=item.subject_id).values_list("process_version_id", flat=True)
    version_id = versions.first()
    step = workflow.get_step(version_id, item.step_id) if version_id else None
    for each in step.outcomes if step else ():
        if each.kind in _ONWARD and each.end_key in _GOOD_ENDS:
            return each.id
    raise workflow.OutcomeUnknown(_("Bước này không có cách đi tiếp."), field="outcome")
