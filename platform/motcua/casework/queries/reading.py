"""Reads of dossiers by staff leave a trace, in a chain apart from the acts: who, as what, and why.

The citizen sees it. Why is told from where the dossier stands at that moment: it cannot be found
out later, when the step is over and the officer has another post.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.casework.models import Case
from motcua.casework.permissions import Permission
from motcua.kernel import audit
from motcua.kernel.actors import Actor

_FACTS: Final = (
    "holder_step_name",
    "holder_role",
    "holder_agency_id",
    "holder_assignee_id",
    "agency_ids",
    "shared_with",
)


def record_reading(case_id: UUID, *, by: Actor, now: datetime, what: str = "dossier") -> None:
    """``what``: ``dossier``, ``glance`` (beside a list), ``file``, ``papers``, ``fees`` or
    ``post``, as far as the dossier was opened."""
    if by.kind != "staff":
        return
    case = Case.objects.filter(pk=case_id).values(*_FACTS).first()
    data = {"what": what, "roles": sorted(by.roles), **(_why(case, by) if case else {})}
    audit.record(action="case.read", subject=f"case-reads:{case_id}", by=by, at=now, data=data)


# "step": the open step is theirs; "agency": their unit works or worked on it; "shared": a
# colleague shared it with them; "oversight": they read every dossier of the agency.
def _why(case: Mapping[str, Any], by: Actor) -> dict[str, str]:
    here = by.agency_ids & set(case["agency_ids"])
    unit = min(map(str, here or by.agency_ids), default="")
    known = {"agency": unit}
    if _holds(case, by):
        return {**known, "why": "step", "step": case["holder_step_name"]}
    if here:
        return {**known, "why": "agency", "step": case["holder_step_name"]}
    if by.id in case["shared_with"]:
        return {**known, "why": "shared"}
    return {**known, "why": "oversight"} if by.may(Permission.READ_ALL) else known


def _holds(case: Mapping[str, Any], by: Actor) -> bool:
    if case["holder_assignee_id"] is not None:
        return by.stands_for(case["holder_assignee_id"])
    in_agency = case["holder_agency_id"] is None or case["holder_agency_id"] in by.agency_ids
    return bool(case["holder_role"]) and case["holder_role"] in by.roles and in_agency
