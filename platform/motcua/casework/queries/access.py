"""Who may read which dossier: the one rule, as a condition on rows and on a single row."""

from typing import Final, Protocol
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMissing, CaseNotYours
from motcua.casework.models import Case
from motcua.casework.permissions import Permission
from motcua.kernel.actors import Actor

READABLE: Final = ("applicant_id", "owner_id", "agency_ids", "shared_with", "holder_assignee_id")
"""Columns the rule looks at, for who loads no more than needed."""


class Readable(Protocol):
    """A dossier row or view: what the rule looks at."""

    applicant_id: UUID | None
    owner_id: UUID | None
    agency_ids: list[UUID]
    shared_with: list[UUID]
    holder_assignee_id: UUID | None


def may_read_case(actor: Actor, case: Readable) -> bool:
    """The submitter and the owner their own; staff those of their agencies, held by them or
    shared with them, or all; the system everything.

    Everything else is no. Reading never implies writing: an inspector reads all and writes none.
    """
    if actor.kind == "system":
        return True
    if actor.kind == "applicant":
        return actor.id is not None and actor.id in (case.applicant_id, case.owner_id)
    if actor.kind != "staff" or not actor.may(Permission.READ):
        return False
    if actor.may(Permission.READ_ALL):
        return True
    if actor.agency_ids & set(case.agency_ids):
        return True
    return actor.stands_for(case.holder_assignee_id) or actor.id in case.shared_with


def readable_by(actor: Actor) -> Q:
    """``may_read_case`` for lists; their test compares the two."""
    nothing = Q(pk__in=[])
    if actor.kind == "system":
        return ~nothing
    if actor.kind == "applicant":
        return Q(applicant_id=actor.id) | Q(owner_id=actor.id) if actor.id else nothing
    if actor.kind != "staff" or not actor.may(Permission.READ):
        return nothing
    if actor.may(Permission.READ_ALL):
        return ~nothing
    # "Is held" is implied, and lets the database use the small index of held dossiers.
    own = nothing
    if actor.id is not None:
        people = [actor.id, *([actor.for_id] if actor.for_id else [])]
        own = Q(holder_assignee_id__in=people, holder_item_id__isnull=False)
        own |= Q(shared_with__contains=[actor.id])
    return Q(agency_ids__overlap=sorted(actor.agency_ids, key=str)) | own


def require_case(actor: Actor, case: Case) -> None:
    """Raises ``CaseMissing``: who may not read a dossier does not learn that it exists."""
    if not may_read_case(actor, case):
        raise CaseMissing(_("Không tìm thấy hồ sơ."))


def staff_of(actor: Actor) -> UUID:
    """Whose desk it is. Raises ``CaseNotYours`` for who does not work here."""
    if actor.kind != "staff" or actor.id is None:
        raise CaseNotYours(_("Việc này chỉ cán bộ làm được."))
    return actor.id


def require_own_case(actor: Actor, case: Case) -> None:
    """Pass for the applicant only; staff act in their own name, not in the citizen's place."""
    require_case(actor, case)
    if actor.kind not in ("applicant", "system"):
        raise CaseNotYours(_("Việc này chỉ người nộp hồ sơ mới làm được."))


def work_files(case_id: UUID) -> str:
    """The owner of files that officers and other tenants add on a dossier's way."""
    return f"case_work:{case_id}"


def may_read_work_file(actor: Actor, case_id: UUID) -> bool:
    """Owner rule ``case_work``: for who works on the dossier, not for its applicant."""
    return actor.kind in ("staff", "system") and may_read_case_file(actor, case_id)


def may_read_case_file(actor: Actor, case_id: UUID) -> bool:
    """Owner rule ``case`` of files: papers and results of a dossier."""
    found = Case.objects.only("id", *READABLE).filter(pk=case_id).first()
    return found is not None and may_read_case(actor, found)
