"""Pages that officers fill in at a step, for the screen on which the step is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from formbuilder.api import CompiledForm, CompiledPage, PresentedRow, present
from motcua.casework.models import Case, Decision
from motcua.casework.steps.entries import entry_answers, entry_form, step_of
from motcua.kernel.i18n import pick
from motcua.workflow import api as workflow


@dataclass(frozen=True, slots=True)
class StepEntry:
    """What completing a work item needs. ``page`` is ``None`` where nothing is to be filled in;
    names of its inputs are those of the citizen's forms."""

    instructions: str
    note_required: bool
    files_required: bool
    form: CompiledForm | None
    page: CompiledPage | None
    key: str = ""
    """Names the page for good: a version's step never changes."""


def step_entry(work_item_id: UUID, *, language: str = "vi") -> StepEntry:
    """Raises ``WorkItemMissing``."""
    item = workflow.get_item(work_item_id)
    case = Case.objects.only("version_id", "process_version_id").filter(pk=item.subject_id).first()
    if case is None or case.process_version_id is None:
        return StepEntry("", False, False, None, None)
    author_id = workflow.get_step(case.process_version_id, item.step_id).author_id
    step = step_of(case.version_id, author_id)
    form = entry_form(case.version_id, author_id)
    return StepEntry(
        instructions=pick(step.instructions, language) if step else "",
        note_required=bool(step and step.note_required),
        files_required=bool(step and step.files_required),
        form=form,
        page=next(iter(form.pages.values())) if form else None,
        key=f"{case.version_id}:{author_id}",
    )


def entry_rows(case: Case) -> dict[str, tuple[PresentedRow, ...]]:
    """What was filled in, by work item, as it is shown."""
    if case.process_version_id is None:
        return {}
    shown: dict[str, tuple[PresentedRow, ...]] = {}
    for decision in Decision.objects.filter(case=case, entry__isnull=False):
        step = workflow.get_step(case.process_version_id, decision.step_id)
        form = entry_form(case.version_id, step.author_id)
        if form is not None:
            pages = present(form, entry_answers(decision.entry))
            shown[str(decision.work_item_id)] = tuple(row for page in pages for row in page.rows)
    return shown


def attached_files(case: Case) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """Files attached to decisions, by work item."""
    decisions = Decision.objects.filter(case=case, entry__isnull=False)
    return {
        str(decision.work_item_id): tuple(decision.entry.get("files", ()))
        for decision in decisions
        if decision.entry.get("files")
    }
