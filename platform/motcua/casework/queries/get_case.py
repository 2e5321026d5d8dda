"""One dossier with everything on its screen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import present
from motcua.casework.domain.outcomes import is_supplement
from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case, DueChange
from motcua.casework.queries.access import require_case
from motcua.casework.queries.papers import output_of, papers_of
from motcua.casework.queries.rows import row_of
from motcua.casework.queries.supplements import supplements_of
from motcua.casework.queries.views import CaseView, DueChangeView, OutcomeView, PartyView
from motcua.catalogue.api import get_frozen_service
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow


def get_case(case_id: UUID, *, by: Actor, now: datetime) -> CaseView:
    """Raises ``CaseMissing``, the same for one that is not there and one that is not theirs.

    A fixed number of queries. Reading by staff is not recorded here: ``record_reading`` is.
    """
    case = find_readable(case_id, by=by)
    submission = submissions.get_submission(case.submission_id, by=SYSTEM)
    form = get_frozen_service(case.version_id).compiled_form
    outcomes, can_decide = _open_outcomes(case, by)
    parties: Mapping[str, Any] = case.parties or {}
    return CaseView(
        row=row_of(case, calendar=workflow.tenant_calendar(case.receiving_agency_id), now=now),
        service_slug=case.service_slug,
        version_id=case.version_id,
        submission_id=case.submission_id,
        first_submission_id=case.first_submission_id,
        applicant_id=case.applicant_id,
        original_due_at=case.original_due_at,
        reception_due_at=case.reception_due_at,
        returned_at=case.returned_at,
        owner=PartyView(case.owner_name, parties.get("owner", {})),
        submitter=PartyView(case.submitter_name, parties.get("submitter", {})),
        receiver=PartyView(case.receiver_name, parties.get("receiver", {})),
        pages=tuple(present(form, submission.answers, get_language() or "vi")),
        files=submission.files,
        supplements=supplements_of(case),
        papers=papers_of(case),
        output=output_of(case),
        due_changes=_due_changes(case),
        outcomes=outcomes,
        can_decide=can_decide,
        tracking_secret=_secret(case, by),
    )


def find_readable(case_id: UUID, *, by: Actor) -> Case:
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    require_case(by, case)
    return case


def record_reading(case_id: UUID, *, by: Actor, now: datetime) -> None:
    """Reads of dossiers by staff leave a trace, too, in a chain apart from the acts."""
    if by.kind == "staff":
        audit.record(action="case.read", subject=f"case-reads:{case_id}", by=by, at=now)


def _open_outcomes(case: Case, by: Actor) -> tuple[tuple[OutcomeView, ...], bool]:
    """The buttons of the open work item, for whoever may press them now."""
    if case.holder_item_id is None or case.process_version_id is None:
        return (), False
    table = workflow.get_step_table(case.process_version_id)
    step = table.step(case.holder_step_id)
    shown = tuple(
        OutcomeView(
            id=outcome.id,
            label=outcome.label,
            requires_reason=outcome.requires_reason,
            meaning="supplement" if is_supplement(outcome, table) else _meaning(outcome),
        )
        for outcome in step.outcomes
    )
    return shown, _may_work(case, by)


def _meaning(outcome: workflow.OutcomeSpec) -> str:
    if outcome.kind == "forward" and outcome.end_key == workflow.EndKey.REFUSED:
        return "refuse"
    if outcome.kind == "forward" and outcome.end_key == workflow.EndKey.STOPPED:
        return "stop"
    return outcome.kind


def _may_work(case: Case, by: Actor) -> bool:
    if by.id is not None and case.holder_assignee_id == by.id:
        return True
    if by.kind != "staff" or case.holder_assignee_id is not None:
        return False
    in_agency = case.holder_agency_id is None or case.holder_agency_id in by.agency_ids
    return in_agency and case.holder_role in by.roles


def _due_changes(case: Case) -> tuple[DueChangeView, ...]:
    rows = DueChange.objects.filter(case=case).order_by("at", "id")[:200]
    return tuple(
        DueChangeView(
            kind=row.kind,
            reason=row.reason,
            legal_basis=row.legal_basis,
            before_due_at=row.before_due_at,
            after_due_at=row.after_due_at,
            by_name=row.by_name,
            at=row.at,
        )
        for row in rows
    )


def _secret(case: Case, by: Actor) -> str:
    """Only its owner is shown the second factor again."""
    if by.kind != "applicant":
        return ""
    return submissions.get_receipt(case.first_submission_id).tracking_secret
