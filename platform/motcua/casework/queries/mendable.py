"""Answers an officer may propose to correct, and the question by itself to enter the new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from formbuilder.api import CompiledField, CompiledForm, FormPage, FormSection, present
from motcua.casework.models import Case
from motcua.casework.queries.get_case import find_readable, hidden_from
from motcua.casework.steps.entries import compiled_part
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions import api as submissions

_THEIR_OWN: Final = frozenset({"declaration", "email_confirmed", "hidden", "signature"})
"""What nobody can say or sign in the applicant's place."""


@dataclass(frozen=True, slots=True)
class MendableField:
    id: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class MendingPage:
    """A form of one page with the one question. ``key`` names it for good; ``answers``: as they
    stand; ``old``: the same in words."""

    form: CompiledForm
    page_id: str
    key: str
    answers: Mapping[str, Any]
    old: str


def mendable_fields(case: Case, *, by: Actor) -> tuple[MendableField, ...]:
    """Answered questions that this officer sees: all kinds but files, whole groups with their
    rows. A file is mended by a supplement: only the applicant has the right one."""
    form = get_frozen_service(case.version_id).compiled_form
    answers = submissions.get_submission(case.submission_id, by=SYSTEM).answers
    hidden = hidden_from(by, case)
    return tuple(
        MendableField(item.id, item.label("vi"), in_words(form, answers, item.id))
        for page in form.pages.values()
        for item in page.fields
        if item.id in answers and _is_mendable(item, hidden)
    )


def mendable_fields_of(case_id: UUID, *, by: Actor) -> tuple[MendableField, ...]:
    """For choosing one on screen. Raises ``CaseMissing``."""
    return mendable_fields(find_readable(case_id, by=by), by=by)


def mending_page(case_id: UUID, field_id: str, *, by: Actor) -> MendingPage | None:
    """``None`` for what may not be mended. Raises ``CaseMissing``."""
    case = find_readable(case_id, by=by)
    if field_id not in {each.id for each in mendable_fields(case, by=by)}:
        return None
    whole = get_frozen_service(case.version_id).compiled_form
    answers = submissions.get_submission(case.submission_id, by=SYSTEM).answers
    alone = whole.fields[field_id].field.model_copy(update={"visible_if": None})
    page_id, part = "pag_mend", f"mend:{field_id}"
    form = compiled_part(
        case.version_id, part, lambda: FormSection(pages=[FormPage(id=page_id, fields=[alone])])
    )
    return MendingPage(
        form=form,
        page_id=page_id,
        key=f"{case.version_id}:{part}",
        answers={field_id: answers[field_id]},
        old=in_words(whole, answers, field_id),
    )


def is_of(name: str, field_id: str) -> bool:
    """Whether an input belongs to the question."""
    return name == f"f-{field_id}" or name.startswith(f"f-{field_id}-")


def in_words(form: CompiledForm, answers: Mapping[str, Any], field_id: str) -> str:
    """The answer as it is shown; of a group a line for each question of each row."""
    lines = []
    for page in present(form, {field_id: answers.get(field_id)}, "vi"):
        for row in page.rows:
            if row.path == field_id:
                lines.append(row.value)
            else:
                lines.append(f"{row.group}, {row.label}: {row.value}")
    return "\n".join(lines)


def _is_mendable(item: CompiledField, hidden: frozenset[str]) -> bool:
    parts = [item, *item.inner]
    return not item.is_calculated and not any(
        each.id in hidden or each.type.kind == "files" or each.type.key in _THEIR_OWN
        for each in parts
    )
