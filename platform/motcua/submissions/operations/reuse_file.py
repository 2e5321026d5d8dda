"""A file the agency has already becomes an answer again: the same content, never a copy of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from formbuilder.api import CompiledField, UploadLimits
from motcua.files import api as files
from motcua.kernel.actors import Actor
from motcua.submissions.domain.answers import field_at, read_path, top_level, write_path
from motcua.submissions.domain.views import DraftView
from motcua.submissions.errors import FieldLocked, FieldMissing, FileUnfit, TooManyFiles
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

_MEBIBYTE: Final = 1024 * 1024


def upload_question(*, draft_id: UUID, path: str, by: Actor, now: datetime) -> tuple[str, str]:
    """Page id and label of the open file question at ``path`` of an open draft.

    Raises ``DraftMissing``, ``DraftClosed``, ``DraftExpired``, ``FieldMissing``, ``FieldLocked``.
    """
    draft = get_draft(draft_id, by=by)
    require_open_view(draft, now)
    item, _limits = _question(frozen_of(draft).compiled_form, path, draft.locked_fields)
    return item.page_id, item.label("vi")


def why_unfit(
    *, draft_id: UUID, path: str, by: Actor, now: datetime
) -> Callable[[files.StoredFileView], str]:
    """Says of a file why the question at ``path`` cannot take it; empty when it can."""
    draft = get_draft(draft_id, by=by)
    require_open_view(draft, now)
    _item, limits = _question(frozen_of(draft).compiled_form, path, draft.locked_fields)
    return lambda stored: _unfit(stored, limits)


def reuse_file(
    *,
    draft_id: UUID,
    path: str,
    file_id: UUID,
    digitisation: int,
    source: str,
    by: Actor,
    now: datetime,
) -> DraftView:
    """Put a stored file among the answers. Whose it is, the caller has made sure of.

    ``digitisation`` and ``source`` stay with the answer and with what is sent. A file that is
    there already stays as it is. Raises ``FileUnfit``, ``TooManyFiles``, ``QuotaReached`` and
    what ``upload_question`` does.
    """
    stored = files.get_file(file_id)
    with transaction.atomic():
        draft = lock_open_draft(draft_id, by=by, now=now)
        form = form_of(draft).compiled_form
        item, limits = _question(form, path, frozenset(draft.locked_fields or ()))
        if words := _unfit(stored, limits):
            raise FileUnfit(words, field=item.id)
        answers = copied_answers(draft.answers)
        there = read_path(answers, path) or []
        if any(each["sha256"] == stored.sha256 for each in there):
            return view_of(draft)
        _check_room(draft, len(there), limits, stored)
        write_path(answers, path, [*there, stored.as_answer()])
        if read_path(answers, path) is None:
            raise FieldMissing(_("Biểu mẫu không có mục này."))
        files.link_file(file_id=file_id, owner=owner_of(draft.id), now=now)
        keep_answers(draft, form, answers)
        draft.reused = {**draft.reused, str(file_id): _origin(digitisation, source, now)}
        draft.updated_at = now
        draft.save(update_fields=[*SAVED, "reused"])
    return view_of(draft)


def _origin(digitisation: int, source: str, now: datetime) -> dict[str, Any]:
    return {"digitisation": digitisation, "source": source, "agreed_at": now.isoformat()}


def _question(form: Any, path: str, locked: frozenset[str]) -> tuple[CompiledField, UploadLimits]:
    item = field_at(form, path)
    limits = item.type.upload_limits(item.settings) if item else None
    if item is None or limits is None:
        raise FieldMissing(_("Biểu mẫu không có mục này."))
    if top_level(form, item.id) in locked:
        raise FieldLocked(_("Chỉ được sửa những mục cơ quan yêu cầu bổ sung."), field_ids=[item.id])
    return item, limits


def _unfit(stored: files.StoredFileView, limits: UploadLimits) -> str:
    if not stored.may_open:
        return _("Tệp này chưa kiểm tra an toàn xong, hoặc đã bị chặn.")
    if stored.media_type not in limits.media_types:
        return _("Mục này không nhận loại tệp này.")
    if stored.size > limits.max_bytes:
        most = limits.max_bytes // _MEBIBYTE
        return _("Tệp này lớn hơn mức %(size)d MB của mục này.") % {"size": most}
    return ""


def _check_room(
    draft: Draft, count: int, limits: UploadLimits, stored: files.StoredFileView
) -> None:
    if count >= limits.max_count:
        raise TooManyFiles(
            _("Mục này nhận nhiều nhất %(count)d tệp. Hãy bỏ bớt tệp cũ trước.")
            % {"count": limits.max_count}
        )
    used = files.usage_of(owner_of(draft.id))
    full = used.file_count >= settings.MOTCUA_DRAFT_MAX_FILES
    if full or used.byte_count + stored.size > settings.MOTCUA_DRAFT_MAX_BYTES:
        raise files.QuotaReached(_("Hồ sơ đã có quá nhiều tệp, không thể thêm nữa."))
