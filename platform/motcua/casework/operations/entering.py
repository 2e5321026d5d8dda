"""What a step asks its officer for besides a decision: a page to fill in, files, a note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm, Context, FieldError, parse_page, validate_answers
from motcua.casework.errors import EntryInvalid, ReasonMissing
from motcua.casework.models import Case
from motcua.casework.queries.access import work_files
from motcua.casework.steps.entries import entry_form, step_of
from motcua.files import api as files
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

MOST_FILES: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """As it came from the screen: inputs by name, files already stored by input name, and files
    attached to the decision as a whole. A file is what answers of file questions hold.

    ``existing``: what an earlier look at the same page left, its files above all; the caller
    vouches that it comes from there.
    """

    posted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    attached: Sequence[Mapping[str, Any]] = ()
    existing: Mapping[str, Any] = field(default_factory=dict)


NO_ENTRY: Final = Entry()


def read_entry(
    case: Case,
    item: workflow.WorkItemView,
    entry: Entry,
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any] | None:
    """What is kept with the decision; ``None`` when there is nothing to keep.

    The system owes nothing. Raises ``EntryInvalid``, whose ``details["faults"]`` name the inputs,
    and ``ReasonMissing``.
    """
    author_id = _author_id(case, item)
    step = step_of(case.version_id, author_id)
    if step is None or by.kind == "system":
        return None
    if step.note_required and not note.strip():
        raise ReasonMissing(_("Bước này phải ghi ý kiến xử lý."), field="note")
    if step.files_required and not entry.attached:
        raise EntryInvalid(_("Bước này phải kèm ít nhất một tệp."), field="attached")
    if len(entry.attached) > MOST_FILES:
        raise EntryInvalid(_("Kèm quá nhiều tệp."), field="attached")
    form = entry_form(case.version_id, author_id)
    answers = _answers(form, entry, now=now) if form is not None else {}
    if not answers and not entry.attached:
        return None
    _link(case, answers, entry, now=now)
    return {"answers": answers, "files": [dict(each) for each in entry.attached]}


def _answers(form: CompiledForm, entry: Entry, *, now: datetime) -> dict[str, Any]:
    context = Context(today=timezone.localtime(now).date())
    page_id = next(iter(form.pages))
    posted = {name: list(values) for name, values in entry.posted.items()}
    parsed = parse_page(form, page_id, posted, entry.files, entry.existing, context=context)
    if parsed.errors:
        raise _refusal(parsed.errors)
    checked = validate_answers(form, parsed.answers, context)
    if checked.errors:
        raise _refusal(checked.errors)
    return dict(checked.answers_visible_only)


def _refusal(errors: Sequence[FieldError]) -> EntryInvalid:
    faults = [{"field": one.field_id, "path": one.path, "message": one.message} for one in errors]
    return EntryInvalid(
        _("Nội dung phải nhập ở bước này chưa đủ hoặc chưa đúng."), field="entry", faults=faults
    )


def _link(case: Case, answers: Mapping[str, Any], entry: Entry, *, now: datetime) -> None:
    """Officers who may read the dossier may read what was attached on its way."""
    described = [*entry.attached, *files_in(answers)]
    ids = list({UUID(str(each["file_id"])) for each in described})
    if ids:
        files.link_files(file_ids=ids, owner=work_files(case.pk), now=now)


def files_in(answers: Any) -> list[Mapping[str, Any]]:
    """Files of questions, of rows, and of questions made of several parts."""
    if isinstance(answers, Mapping):
        if "file_id" in answers:
            return [answers]
        return [each for value in answers.values() for each in files_in(value)]
    if isinstance(answers, list):
        return [each for value in answers for each in files_in(value)]
    return []


def _author_id(case: Case, item: workflow.WorkItemView) -> str:
    if case.process_version_id is None:
        return item.step_id
    return workflow.get_step(case.process_version_id, item.step_id).author_id
