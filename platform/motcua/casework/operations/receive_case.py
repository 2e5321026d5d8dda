from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import forward_outcome
from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMoved
from motcua.casework.models import Case, PaperKind
from motcua.casework.operations.clock import set_first_due
from motcua.casework.operations.code import give_code
from motcua.casework.operations.entering import NO_ENTRY, Entry, read_entry
from motcua.casework.operations.loading import check_holds, held_item, lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.papers import order_paper
from motcua.casework.operations.recording import close_act, record_decision, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow
from motcua.casework.operations.start_process import ensure_process
from motcua.casework.papers.moments import hour_and_day
from motcua.casework.permissions import Permission
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def receive_case(
    *,
    case_id: UUID,
    by: Actor,
    now: datetime,
    note: str = "",
    outcome: str = "",
    entry: Entry = NO_ENTRY,
) -> CaseState:
    """Accept the dossier as valid: its code, the promised date and form 01.

    ``outcome`` picks among several ways on from the reception step; empty takes the usual one.
    From here the statutory clock runs. Raises ``CaseMoved`` when it is no longer waiting for
    reception, ``WorkItemTaken`` when somebody was faster, ``EntryInvalid`` when the step asks for
    more than is given.
    """
    by.require(Permission.RECEIVE)
    with transaction.atomic():
        case = lock_case(case_id)
        if case.state is not NationalState.REGISTERED:
            raise CaseMoved(_("Hồ sơ này không còn chờ tiếp nhận."))
        ensure_process(case, now=now)
        item = held_item(case)
        check_holds(case, by=by, item=item)
        _give_code_and_due(case, by=by, now=now)
        move_state(case, NationalState.RECEIVED, by=by, now=now)
        _pass_on(case, item, wanted=outcome, note=note, entry=entry, by=by, now=now)
        order_paper(case, PaperKind.RECEIPT, by=by, now=now)
        due = hour_and_day(case.due_at) if case.due_at else ""
        tell_citizen(case, occasion="received", now=now, due=due)
        return close_act(
            case,
            action="case.received",
            by=by,
            now=now,
            data={"code": case.code, "due_at": case.due_at, "note": note, "item": item.id},
        )


def _give_code_and_due(case: Case, *, by: Actor, now: datetime) -> None:
    set_first_due(case, by=by, now=now, reason=_("Tiếp nhận hồ sơ hợp lệ"))
    case.received_at = now
    give_code(case, now=now)


def _pass_on(
    case: Case,
    item: workflow.WorkItemView,
    *,
    wanted: str,
    note: str,
    entry: Entry,
    by: Actor,
    now: datetime,
) -> None:
    """Leave the reception step; a process without one already stands where it should."""
    if item.kind != workflow.StepKind.RECEPTION or case.process_version_id is None:
        return
    table = workflow.get_step_table(case.process_version_id)
    step = table.step(item.step_id)
    outcome = step.outcome(wanted) if wanted else forward_outcome(step, table)
    if outcome is None:
        raise CaseMoved(_("Bước này không có kết quả tiếp nhận."))
    kept = read_entry(case, item, entry, note=note, by=by, now=now)
    progress = workflow.complete_item(
        item_id=item.id, outcome=outcome.id, by=by, now=now, note=note
    )
    record_decision(case, item, outcome=outcome, note=note, by=by, now=now, entry=kept)
    follow(case, progress, by=by, now=now, taken_up=False)
