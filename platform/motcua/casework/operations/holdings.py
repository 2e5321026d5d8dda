"""Who holds the dossier now: one row per open work item, and the most urgent of them on top."""

from collections.abc import Sequence

from motcua.casework.models import Case, Holding
from motcua.identity.api import AgencyMissing, StaffMissing, get_agency, get_staff
from motcua.workflow import api as workflow

_FOLLOWING = ("step_name", "role", "agency_id", "agency_name", "assignee_id", "assignee_name")


def refresh_holdings(case: Case) -> list[workflow.WorkItemView]:
    """Take over the open work items as they stand, the leading one first. Saves the rows of
    holdings; the dossier itself is saved by the caller, who holds its lock."""
    items = _leading_first(workflow.active_items_of(case.pk))
    known = {row.item_id: row for row in Holding.objects.filter(case=case)}
    gone = [row.pk for item_id, row in known.items() if item_id not in {one.id for one in items}]
    if gone:
        Holding.objects.filter(pk__in=gone).delete()
    rows = [_row(case, item, known.get(item.id)) for item in items]
    Holding.objects.bulk_create([row for row in rows if row.item_id not in known])
    changed = [row for row in rows if row.item_id in known]
    if changed:
        Holding.objects.bulk_update(changed, [*_FOLLOWING, "due_at"])
    _put_on_top(case, rows)
    return items


def clear_holdings(case: Case) -> None:
    """Nobody holds the dossier any more."""
    Holding.objects.filter(case=case).delete()
    _put_on_top(case, [])


def _leading_first(items: Sequence[workflow.WorkItemView]) -> list[workflow.WorkItemView]:
    """What the authority must do before what it waits for, then by urgency."""
    return sorted(items, key=lambda item: (_is_waiting(item), item.due_at, item.id))


def _is_waiting(item: workflow.WorkItemView) -> int:
    kind = workflow.StepKind(item.kind)
    return 1 if kind.is_waiting else 2 * (not item.role and item.assignee_id is None)


def _row(case: Case, item: workflow.WorkItemView, known: Holding | None) -> Holding:
    row = known or Holding(case=case, item_id=item.id)
    if known is None or row.agency_id != item.agency_id:
        row.agency_name = _agency_name(item)
    if known is None or row.assignee_id != item.assignee_id:
        row.assignee_name = _assignee_name(case, item)
    row.step_id, row.step_name, row.kind = item.step_id, item.name[:300], item.kind
    row.role, row.agency_id, row.assignee_id = item.role, item.agency_id, item.assignee_id
    row.due_at = item.due_at
    return row


def _put_on_top(case: Case, rows: Sequence[Holding]) -> None:
    top = rows[0] if rows else None
    case.holder_item_id = top.item_id if top else None
    case.holder_step_id = top.step_id if top else ""
    case.holder_step_name = top.step_name if top else ""
    case.holder_step_kind = top.kind if top else ""
    case.holder_role = top.role if top else ""
    case.holder_agency_id = top.agency_id if top else None
    case.holder_agency_name = top.agency_name if top else ""
    case.holder_assignee_id = top.assignee_id if top else None
    case.holder_assignee_name = top.assignee_name if top else ""
    case.holder_due_at = top.due_at if top else None
    fresh = {row.agency_id for row in rows if row.agency_id} - set(case.agency_ids)
    if fresh:
        case.agency_ids = [*case.agency_ids, *sorted(fresh)]


def _agency_name(item: workflow.WorkItemView) -> str:
    if item.agency_id is None:
        return ""
    try:
        return get_agency(item.agency_id).name[:300]
    except AgencyMissing:
        return ""


def _assignee_name(case: Case, item: workflow.WorkItemView) -> str:
    if item.assignee_id is None:
        return ""
    if item.assignee_id == case.applicant_id:
        return case.submitter_name
    try:
        return get_staff(item.assignee_id).full_name[:200]
    except StaffMissing:
        return ""
