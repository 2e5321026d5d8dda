"""Opening a dossier's order, and passing a step that waits for it to be paid."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import forward_outcome
from motcua.casework.domain.states import FeeState
from motcua.casework.errors import CaseMoved
from motcua.casework.models import Case
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import tell_citizen
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.i18n import pick
from motcua.payments import api as payments
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

MAX_ORDERS: Final = 9


def begin_waiting_for_fee(case: Case, *, now: datetime) -> bool:
    """At a fee step: open the order and tell the citizen. False when nothing is owed."""
    lines = owed_lines(case)
    if not lines:
        return False
    order = open_order(case, lines, by=SYSTEM, now=now)
    case.fee_state = FeeState.DUE
    tell_citizen(
        case,
        occasion="fee_due",
        key=f"fee_due:{order.reference}",
        now=now,
        amount=order.total.display(),
    )
    return True


def leave_fee_step(case: Case, item: workflow.WorkItemView, *, now: datetime) -> workflow.Progress:
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    table = workflow.get_step_table(case.process_version_id)
    outcome = forward_outcome(table.step(item.step_id), table)
    if outcome is None:
        raise CaseMoved(_("Bước chờ nộp phí không có lối ra."))
    return workflow.complete_item(item_id=item.id, outcome=outcome.id, by=SYSTEM, now=now)


def open_order(
    case: Case, lines: Sequence[payments.FeeLine], *, by: Actor, now: datetime
) -> payments.OrderView:
    """The order for ``lines``. A dossier that paid one fee and owes another gets a further order.

    Raises ``LinesInvalid``; ``OrderPaidAlready`` after ``MAX_ORDERS``.
    """
    for subject in subjects_of(case):
        try:
            order = payments.open_order(
                subject=subject, lines=lines, payer=case.submitter_name, by=by, now=now
            )
        except payments.OrderPaidAlready:
            continue
        if not order.is_paid:
            return order
    raise payments.OrderPaidAlready(_("Hồ sơ này đã có quá nhiều khoản phải nộp."))


def pending_order(case: Case) -> payments.OrderView | None:
    """What the dossier was asked to pay and has not."""
    orders = payments.find_orders(subjects_of(case)).values()
    return next((order for order in orders if order.is_pending), None)


def case_of(subject: str) -> Case | None:
    """The dossier an order is for, locked; ``None`` while it is only a draft."""
    kind, _colon, identifier = subject.partition(":")
    if kind not in {"case", "draft", "submission"}:
        return None
    names = {"case": "pk", "draft": "draft_id", "submission": "first_submission_id"}
    number = UUID(identifier.partition(":")[0])
    found = Case.objects.filter(**{names[kind]: number}).values_list("pk", flat=True)
    case_id = found.first()
    return lock_case(case_id) if case_id else None


def subjects_of(case: Case) -> list[str]:
    first = f"case:{case.pk}"
    return [first, *(f"{first}:{number}" for number in range(2, MAX_ORDERS + 1))]


def owed_lines(case: Case) -> list[payments.FeeLine]:
    """What the fee rules asked of this dossier and nobody has paid, with the draft or since."""
    quote = submissions.get_submission(case.submission_id, by=SYSTEM).fee_quote
    draft = f"draft:{case.draft_id}"
    orders = payments.find_orders([draft, *subjects_of(case)])
    paid_with_draft = draft in orders and orders[draft].is_paid
    paid = Counter(line for order in orders.values() if order.is_paid for line in order.lines)
    owed = []
    for quoted in quote.get("lines", []):
        line = _line(quoted)
        if line.amount == 0 or (paid_with_draft and quoted["when"] == "before"):
            continue
        if paid[line]:
            paid[line] -= 1
        else:
            owed.append(line)
    return owed


def _line(line: dict[str, Any]) -> payments.FeeLine:
    return payments.FeeLine(
        name=pick(line["name"], "vi"),
        kind=line["kind"],
        unit=line["unit"],
        quantity=line["quantity"] or 1,
        amount=line["amount"],
    )
