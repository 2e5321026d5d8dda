"""Files that come piece by piece, and end among a draft's answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from formbuilder.api import CompiledField, CompiledForm, UploadLimits
from motcua.files import api as files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.submissions.domain.answers import field_at, read_path, top_level, write_path
from motcua.submissions.domain.views import DraftView
from motcua.submissions.errors import FieldLocked, FieldMissing, TooManyFiles
from motcua.submissions.models import Draft
from motcua.submissions.operations.edit_draft import copied_answers
from motcua.submissions.operations.save_page import SAVED, keep_answers
from motcua.submissions.queries.drafts import (
    get_draft,
    lock_open_draft,
    owner_of,
    require_open_view,
    view_of,
)
from motcua.submissions.queries.forms import form_of, frozen_of


def announce_upload(
    *, draft_id: UUID, path: str, name: str, size: int, by: Actor, now: datetime
) -> files.UploadView:
    """Begin, or go on with, a file for the question at ``path``.

    Raises ``DraftMissing``, ``DraftClosed``, ``DraftExpired``, ``FieldMissing``, ``FieldLocked``,
    and what ``files.begin_upload`` does.
    """
    draft = get_draft(draft_id, by=by)
    require_open_view(draft, now)
    form = frozen_of(draft).compiled_form
    item = _file_field(form, path, draft.locked_fields)
    _check_count(item, read_path(draft.answers, path), adding=0)
    return files.begin_upload(
        owner=owner_of(draft_id),
        place=path,
        name=name,
        size=size,
        by=by,
        now=now,
        limit_bytes=_limits(item).max_bytes,
        quota=_quota(),
    )


def upload_piece(
    *,
    draft_id: UUID,
    upload_id: UUID,
    offset: int,
    content: bytes,
    sha256: str,
    by: Actor,
    now: datetime,
) -> files.UploadView:
    """The next piece; see ``files.take_piece``."""
    require_open_view(get_draft(draft_id, by=by), now)
    return files.take_piece(
        upload_id=upload_id,
        owner=owner_of(draft_id),
        offset=offset,
        content=content,
        sha256=sha256,
        now=now,
    )


def upload_state(*, draft_id: UUID, upload_id: UUID, by: Actor, now: datetime) -> files.UploadView:
    get_draft(draft_id, by=by)
    return files.get_upload(upload_id=upload_id, owner=owner_of(draft_id), now=now)


def cancel_upload(*, draft_id: UUID, upload_id: UUID, by: Actor) -> None:
    get_draft(draft_id, by=by)
    files.drop_upload(upload_id=upload_id, owner=owner_of(draft_id))


def attach_upload(
    *, draft_id: UUID, upload_id: UUID, by: Actor, now: datetime
) -> tuple[DraftView, str, dict[str, Any]]:
    """Put a finished upload among the answers: the draft, the question's path and the new entry.

    The file is checked like any other; a refused one is let go and its error raised. It is stored
    before the draft is locked, so that a large file keeps nobody waiting.
    """
    owner = owner_of(draft_id)
    draft = get_draft(draft_id, by=by)
    require_open_view(draft, now)
    upload, stream = files.open_whole(upload_id=upload_id, owner=owner, now=now)
    item = _file_field(frozen_of(draft).compiled_form, upload.place, draft.locked_fields)
    try:
        stored = files.store_upload(
            stream=stream,
            name=upload.name,
            limit_bytes=_limits(item).max_bytes,
            allowed=_limits(item).media_types,
            strip_metadata=True,
            owner=owner,
            quota=_quota(),
            by=by,
            now=now,
        )
    except DomainError:
        files.drop_upload(upload_id=upload_id, owner=owner)
        raise
    try:
        view, entry = _put(draft_id, item, upload.place, stored.as_answer(), by=by, now=now)
    except DomainError:
        files.unlink_files(file_ids=[stored.id], owner=owner)
        raise
    files.drop_upload(upload_id=upload_id, owner=owner)
    return view, upload.place, entry


def _put(
    draft_id: UUID,
    item: CompiledField,
    path: str,
    entry: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> tuple[DraftView, dict[str, Any]]:
    with transaction.atomic():
        draft = lock_open_draft(draft_id, by=by, now=now)
        answers = copied_answers(draft.answers)
        there = read_path(answers, path) or []
        same = [one for one in there if (one["sha256"], one["name"]) == _fingerprint(entry)]
        if same:
            files.unlink_files(file_ids=[UUID(entry["file_id"])], owner=owner_of(draft_id))
            return view_of(draft), same[0]
        _check_count(item, there, adding=1)
        write_path(answers, path, [*there, entry])
        _keep(draft, answers, now)
    return view_of(draft), entry


def _keep(draft: Draft, answers: dict[str, Any], now: datetime) -> None:
    keep_answers(draft, form_of(draft).compiled_form, answers)
    draft.updated_at = now
    draft.save(update_fields=SAVED)


def _fingerprint(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["sha256"], entry["name"]


def _limits(item: CompiledField) -> UploadLimits:
    """Limits of a question with one file input, which ``_file_field`` has made sure of."""
    limits = item.type.upload_limits(item.settings)
    assert limits is not None
    return limits


def _file_field(form: CompiledForm, path: str, locked: frozenset[str]) -> CompiledField:
    item = field_at(form, path)
    if item is None or item.type.upload_limits(item.settings) is None:
        raise FieldMissing(_("Biểu mẫu không có mục này."))
    if top_level(form, item.id) in locked:
        raise FieldLocked(_("Chỉ được sửa những mục cơ quan yêu cầu bổ sung."), field_ids=[item.id])
    return item


def _check_count(item: CompiledField, there: Any, *, adding: int) -> None:
    count, most = len(there or ()), _limits(item).max_count
    if count + adding > most or count >= most:
        raise TooManyFiles(
            _("Mục này nhận nhiều nhất %(count)d tệp. Hãy bỏ bớt tệp cũ trước.") % {"count": most}
        )


def _quota() -> files.Quota:
    return files.Quota(settings.MOTCUA_DRAFT_MAX_FILES, settings.MOTCUA_DRAFT_MAX_BYTES)
