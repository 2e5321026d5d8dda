"""Small changes besides saving a page: files, rows of groups, the end of a draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from formbuilder.api import CompiledField, CompiledForm
from motcua.files.api import unlink_owners
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.submissions.domain.answers import (
    field_at,
    next_row_id,
    read_path,
    top_level,
    write_path,
)
from motcua.submissions.domain.views import DraftView
from motcua.submissions.errors import FieldLocked, FieldMissing
from motcua.submissions.models import Draft, DraftStatus
from motcua.submissions.operations.save_page import SAVED, keep_answers
from motcua.submissions.queries.drafts import lock_open_draft, owner_of, view_of
from motcua.submissions.queries.forms import form_of


@contextmanager
def _changing(
    draft_id: UUID, path: str, *, by: Actor, now: datetime
) -> Iterator[tuple[Draft, CompiledField, dict[str, Any]]]:
    """The locked draft, the field at ``path`` and a copy of the answers, saved at the end."""
    with transaction.atomic():
        draft = lock_open_draft(draft_id, by=by, now=now)
        form = form_of(draft).compiled_form
        item = _field(draft, form, path)
        answers = copied_answers(draft.answers)
        yield draft, item, answers
        keep_answers(draft, form, answers)
        draft.updated_at = now
        draft.save(update_fields=SAVED)


def _field(draft: Draft, form: CompiledForm, path: str) -> CompiledField:
    item = field_at(form, path)
    if item is None:
        raise FieldMissing(_("Biểu mẫu không có mục này."))
    if top_level(form, item.id) in (draft.locked_fields or ()):
        raise FieldLocked(_("Chỉ được sửa những mục cơ quan yêu cầu bổ sung."), field_ids=[item.id])
    return item


def copied_answers(answers: dict[str, Any]) -> dict[str, Any]:
    """Rows are dicts that get changed; everything else is replaced whole."""
    return {
        key: [dict(row) if isinstance(row, dict) else row for row in value]
        if isinstance(value, list)
        else value
        for key, value in answers.items()
    }


def remove_file(*, draft_id: UUID, path: str, file_id: UUID, by: Actor, now: datetime) -> DraftView:
    """Let go of one file; one that is not there stays away. ``path``: field or group/row/field."""
    with _changing(draft_id, path, by=by, now=now) as (draft, item, answers):
        if item.type.kind != "files":
            raise FieldMissing(_("Biểu mẫu không có mục này."))
        entries = read_path(answers, path) or []
        write_path(answers, path, [each for each in entries if each["file_id"] != str(file_id)])
    return view_of(draft)


def add_group_row(
    *, draft_id: UUID, group_id: str, by: Actor, now: datetime
) -> tuple[DraftView, str]:
    """An empty row at the end; gives its id. At the most rows allowed nothing happens (``""``)."""
    row_id = ""
    with _changing(draft_id, group_id, by=by, now=now) as (draft, item, answers):
        _require_group(item)
        rows = answers.setdefault(group_id, [])
        if len(rows) < item.settings.max_rows:
            row_id = next_row_id(rows)
            rows.append({"_row": row_id})
        if not rows:
            del answers[group_id]
    return view_of(draft), row_id


def remove_group_row(
    *, draft_id: UUID, group_id: str, row_id: str, by: Actor, now: datetime
) -> DraftView:
    """Remove a row with its answers and files; one that is not there stays away."""
    with _changing(draft_id, group_id, by=by, now=now) as (draft, item, answers):
        _require_group(item)
        rows = [row for row in answers.get(group_id, ()) if row["_row"] != row_id]
        write_path(answers, group_id, rows)
    return view_of(draft)


def _require_group(item: CompiledField) -> None:
    if item.type.kind != "rows":
        raise FieldMissing(_("Biểu mẫu không có mục này."))


def discard_draft(*, draft_id: UUID, by: Actor, now: datetime) -> None:
    """End a draft: its answers are erased at once, its files by the next sweep. Not for helpers."""
    if by.kind == "helper":
        raise Forbidden(_("Chỉ người nộp hồ sơ mới bỏ được bản nháp."))
    with transaction.atomic():
        draft = lock_open_draft(draft_id, by=by, now=now)
        unlink_owners([owner_of(draft.id)])
        draft.answers, draft.entered, draft.profile, draft.prefilled = {}, {}, {}, {}
        draft.parties, draft.reused = None, {}
        draft.status, draft.updated_at = DraftStatus.DISCARDED, now
        draft.save()
