"""One dossier with everything on its screen."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import PresentedPage, present
from motcua.casework.domain.outcomes import is_supplement
from motcua.casework.errors import CaseErased, CaseMissing
from motcua.casework.exchange.requests import ConsultView, list_consults
from motcua.casework.models import Case, CaseErasure, DueChange
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.casework.queries.family import authorisation_of, family_of, mendings_of, units_of
from motcua.casework.queries.holdings import holdings_of, look_from
from motcua.casework.queries.papers import output_of, papers_of
from motcua.casework.queries.rows import holder_of_item, row_of
from motcua.casework.queries.supplements import supplements_of
from motcua.casework.queries.views import CaseView, DueChangeView, OutcomeView, PartyView
from motcua.casework.steps.shown import consulted_agencies, hidden_fields
from motcua.catalogue.api import get_frozen_service
from motcua.files.api import FileMissing
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

PARTY_DETAILS: Final = ("personal_number", "birth_date", "sex", "phone", "email", "address")


def get_case(case_id: UUID, *, by: Actor, now: datetime, item_id: UUID | None = None) -> CaseView:
    """Raises ``CaseMissing``, the same for one that is not there and one that is not theirs, and
    ``CaseErased``.

    Where several work items are open, ``row.holder`` and the outcomes are those of the reader's
    own, ``item_id`` where they name one; ``held`` lists all.
    A fixed number of queries. Reading by staff is not recorded here: ``record_reading`` is.
    """
    case = find_readable(case_id, by=by)
    held = holdings_of(case)
    look_from(case, held, by=by, item_id=item_id)
    submission = _submission_of(case)
    form = get_frozen_service(case.version_id).compiled_form
    hidden = hidden_from(by, case)
    pages = present(form, submission.answers, get_language() or "vi")
    outcomes, can_decide = _open_outcomes(case, by)
    withheld: set[str | None] = {
        form.fields[each].field.prefill for each in hidden if each in form.fields
    }
    is_asked = consulted_as(by, case) is not None
    if is_asked:
        withheld |= set(PARTY_DETAILS)
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
        owner=_party(case, "owner", withheld),
        submitter=_party(case, "submitter", withheld),
        receiver=_party(case, "receiver", withheld),
        pages=_shown_pages(pages, hidden),
        files=tuple(file for file in submission.files if not _is_hidden(file.path, hidden)),
        supplements=() if is_asked else supplements_of(case),
        papers=() if is_asked else papers_of(case),
        output=None if is_asked else output_of(case),
        due_changes=_due_changes(case),
        outcomes=outcomes,
        can_decide=can_decide,
        tracking_secret=_secret(case, by),
        hidden_fields=hidden,
        **_around(case, by, is_asked=is_asked),
        held=tuple(holder_of_item(each) for each in held),
    )


def _around(case: Case, by: Actor, *, is_asked: bool) -> dict[str, Any]:
    """Who and what the dossier belongs to; who is only asked sees as little as there is."""
    return {
        "consults": () if is_asked else _consults(case, by),
        "owner_id": case.owner_id,
        "authorisation": authorisation_of(case, is_hidden=is_asked),
        "units": units_of(case),
        "family": family_of(case, by),
        "is_group": case.is_group,
        "mendings": () if is_asked else mendings_of(case),
    }


def _consults(case: Case, by: Actor) -> tuple[ConsultView, ...]:
    """Asked of the database only where the process asks other tenants."""
    if by.kind == "applicant" or case.process_version_id is None:
        return ()
    table = workflow.get_step_table(case.process_version_id)
    return list_consults(case.pk) if any(each.tenant_slug for each in table.steps) else ()


def hidden_from(by: Actor, case: Case) -> frozenset[str]:
    """Questions whose answers this reader's work does not need; nothing for the applicant."""
    if by.kind != "staff":
        return frozenset()
    service = get_frozen_service(case.version_id)
    fields = service.compiled_form.fields.values()
    return hidden_fields(
        service.document,
        roles=by.roles,
        sensitive=frozenset(each.id for each in fields if each.personal_data == "sensitive"),
        held_step=_held_step(case) if by.stands_for(case.holder_assignee_id) else "",
        consulted=consulted_as(by, case),
    )


def _held_step(case: Case) -> str:
    """As the document calls it: a step of a sub-process has an id of its own while it runs."""
    if case.process_version_id is None or not case.holder_step_id:
        return case.holder_step_id
    return workflow.get_step(case.process_version_id, case.holder_step_id).author_id


def consulted_as(by: Actor, case: Case) -> frozenset[str] | None:
    """The agencies, as the document names them, for which this person reads the dossier only
    because they are asked for an opinion; ``None`` for everybody else."""
    if by.kind != "staff" or by.may(Permission.READ_ALL) or by.id in case.shared_with:
        return None
    asked = consulted_agencies(get_frozen_service(case.version_id).document)
    here = by.agency_ids & set(case.agency_ids)
    own = {case.receiving_agency_id, case.competent_agency_id}
    named = frozenset(f"agency:{each}" for each in here)
    return named if asked and here and named <= asked and not here & own else None


def require_shown_file(case_id: UUID, file_id: UUID, *, by: Actor) -> None:
    """Pass unless the file answers a question hidden from this reader.

    Raises ``CaseMissing`` and ``FileMissing``.
    """
    case = find_readable(case_id, by=by)
    hidden = hidden_from(by, case)
    if consulted_as(by, case) is not None:
        _require_manifest_file(case, file_id, hidden)
    if not hidden:
        return
    for sent in submissions.list_revisions(case.first_submission_id):
        for file in submissions.get_submission(sent.id, by=SYSTEM).files:
            if file.file_id == file_id and _is_hidden(file.path, hidden):
                raise FileMissing(_("Không tìm thấy tệp."))


def _require_manifest_file(case: Case, file_id: UUID, hidden: frozenset[str]) -> None:
    """Papers and what others attached are not for who is only asked."""
    for file in _submission_of(case).files:
        if file.file_id == file_id and not _is_hidden(file.path, hidden):
            return
    raise FileMissing(_("Không tìm thấy tệp."))


def _party(case: Case, which: str, withheld: Collection[str | None]) -> PartyView:
    """What a hidden question is filled with beforehand is not shown beside it either."""
    parties: Mapping[str, Any] = case.parties or {}
    details = {key: value for key, value in parties.get(which, {}).items() if key not in withheld}
    return PartyView(getattr(case, f"{which}_name"), details)


def _shown_pages(pages: list[PresentedPage], hidden: frozenset[str]) -> tuple[PresentedPage, ...]:
    if not hidden:
        return tuple(pages)
    kept = (
        replace(page, rows=tuple(row for row in page.rows if not _is_hidden(row.path, hidden)))
        for page in pages
    )
    return tuple(page for page in kept if page.rows)


def _is_hidden(path: str, hidden: frozenset[str]) -> bool:
    """``fld_a`` or ``fld_group/r1/fld_a``: hidden by itself or with its group."""
    return not hidden.isdisjoint(path.split("/"))


def _submission_of(case: Case) -> submissions.SubmissionView:
    try:
        return submissions.get_submission(case.submission_id, by=SYSTEM)
    except submissions.SubmissionMissing:
        erasure = CaseErasure.objects.filter(pk=case.pk).first()
        if erasure is None:
            raise
        message = _("Nội dung hồ sơ đã được xóa khi hết thời hạn lưu trữ (%(day)s).")
        day = date_format(localtime(erasure.erased_at), "d/m/Y")
        raise CaseErased(message % {"day": day}) from None


def find_readable(case_id: UUID, *, by: Actor) -> Case:
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    require_case(by, case)
    return case


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
    if by.stands_for(case.holder_assignee_id):
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
