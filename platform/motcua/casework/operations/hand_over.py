from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.machines import check_step
from motcua.casework.domain.masking import mask_number
from motcua.casework.domain.outcomes import ending_outcome
from motcua.casework.domain.states import DeliveryState, NationalState
from motcua.casework.errors import CaseMoved
from motcua.casework.events import CaseHandedOver
from motcua.casework.models import Case
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.papers import order_control_slip
from motcua.casework.operations.recording import close_act, record_decision, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import clear_holder
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who took the result. ``number``: of the identity paper shown, for ``counter``; the audit
    keeps its last three digits only. ``dispatch_code``: of the postal item.

    ``relation``: ``self``, ``authorised`` or ``family``; whoever comes for somebody else brings
    ``authorisation`` (number and day of the paper, or what the relation is shown by). ``signed``:
    they signed for it on the receipt.
    """

    name: str
    method: Literal["online", "counter", "post"]
    number: str = ""
    dispatch_code: str = ""
    relation: Literal["self", "authorised", "family"] = "self"
    authorisation: str = ""
    signed: bool = False


def hand_over(*, case_id: UUID, recipient: Recipient, by: Actor, now: datetime) -> CaseState:
    """Record that the result reached the citizen; state 10. Late results can be handed over too.

    What goes by post is handed over when the post says so (``counter``), never on leaving.

    Raises ``CaseMoved`` unless the dossier is finished and waits for it, in this way.
    """
    by.require(Permission.RETURN_RESULT)
    name = check_reason(recipient.name, field="name")
    if recipient.relation != "self":
        check_reason(recipient.authorisation, field="authorisation")
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.state is not NationalState.DONE:
            raise CaseMoved(_("Hồ sơ này không chờ trả kết quả."))
        _check_way(case, recipient)
        _leave_return_step(case, note=name, by=by, now=now)
        move_state(case, NationalState.RETURNED, by=by, now=now)
        clear_holder(case)
        order_control_slip(case, by=by, now=now)
        events.publish(CaseHandedOver(case_id=case.pk), at=now)
        tell_citizen(case, occasion="returned", now=now)
        facts = {
            "recipient": name,
            "method": recipient.method,
            "number": mask_number(recipient.number),
            "dispatch_code": recipient.dispatch_code,
            "relation": recipient.relation,
            "authorisation": recipient.authorisation.strip()[:200],
            "signed": recipient.signed,
        }
        _note_delivery(case)
        return close_act(case, action="case.handed_over", by=by, now=now, data=facts)


def _check_way(case: Case, recipient: Recipient) -> None:
    is_away = case.delivery_state == DeliveryState.SENT_OUT
    if is_away and recipient.method != "post":
        raise CaseMoved(
            _("Kết quả đang ở bưu chính; hãy chờ bưu chính báo đã phát hoặc chuyển hoàn.")
        )
    if recipient.method == "post" and not is_away:
        raise CaseMoved(_("Kết quả này chưa giao bưu chính."))


def _note_delivery(case: Case) -> None:
    """Results issued by earlier releases were never marked ready."""
    if case.delivery_state == DeliveryState.NONE:
        case.delivery_state = check_step(DeliveryState.NONE, DeliveryState.READY)
    now = DeliveryState(case.delivery_state)
    case.delivery_state = check_step(now, DeliveryState.HANDED_OVER)


def _leave_return_step(case: Case, *, note: str, by: Actor, now: datetime) -> None:
    """A process without a return step has ended already; then only the state changes."""
    if case.holder_item_id is None or case.process_version_id is None:
        return
    item = workflow.get_item(case.holder_item_id)
    step = workflow.get_step(case.process_version_id, item.step_id)
    outcome = ending_outcome(step, workflow.EndKey.ISSUED)
    if item.kind != workflow.StepKind.RETURN or outcome is None:
        raise CaseMoved(_("Hồ sơ này không chờ trả kết quả."))
    workflow.complete_item(item_id=item.id, outcome=outcome.id, by=by, now=now, note=note)
    record_decision(case, item, outcome=outcome, note=note, by=by, now=now)
