"""What officers fill in at their steps: the forms, and what was filled in so far."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from formbuilder.api import CompiledForm, FormPage, FormSection, compile_form
from motcua.casework.models import Case, Decision
from motcua.casework.steps.documents import document_step
from motcua.catalogue.api import ServiceDocument, Step, get_frozen_service
from motcua.kernel.actors import SYSTEM
from motcua.kernel.recent import Recent
from motcua.kernel.schemas import current_schema
from motcua.submissions import api as submissions

_MAX_KEPT: Final = 2_000
_kept: Recent[CompiledForm] = Recent(_MAX_KEPT)


def step_of(version_id: UUID, author_id: str) -> Step | None:
    """The author's step, with what it asks of whoever does it."""
    return document_step(get_frozen_service(version_id).document, author_id)


def entry_form(version_id: UUID, author_id: str) -> CompiledForm | None:
    """The page to fill in at a step as a form of its own, if it has one."""
    step = step_of(version_id, author_id)
    if step is None or step.entry is None:
        return None
    page = _alone(step.entry)
    return compiled_part(version_id, author_id, lambda: FormSection(pages=[page]))


def process_form(version_id: UUID) -> CompiledForm:
    """The citizen's form and the officers' pages together: what rules of the process may use."""
    document = get_frozen_service(version_id).document
    return compiled_part(version_id, "", partial(whole_form, document))


def whole_form(document: ServiceDocument) -> FormSection:
    entries = [step.entry for step in document.process.all_steps() if step.entry is not None]
    if not entries:
        return document.form
    pages = [*document.form.pages, *(_alone(page) for page in entries)]
    return FormSection(sections=document.form.sections, pages=pages)


def answers_so_far(case: Case) -> dict[str, Any]:
    """The citizen's answers, then what officers filled in; of one question the latest."""
    answers = dict(submissions.get_submission(case.submission_id, by=SYSTEM).answers)
    for decision in Decision.objects.filter(case=case, entry__isnull=False).order_by("at", "id"):
        answers |= entry_answers(decision.entry)
    return answers


def entry_answers(entry: Mapping[str, Any] | None) -> dict[str, Any]:
    return dict((entry or {}).get("answers", {}))


def _alone(page: FormPage) -> FormPage:
    """Parts of the citizen's form are none of an officer's page."""
    return page if page.section is None else page.model_copy(update={"section": None})


def compiled_part(version_id: UUID, part: str, section: Callable[[], FormSection]) -> CompiledForm:
    """A version never changes, so neither does its form."""
    key = (current_schema(), version_id, part)
    return _kept.get(key, lambda: compile_form(section()))
