"""Talking about a draft where it stands: threads on parts, replies, settling them."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import parse_document
from motcua.catalogue.domain.part_names import part_names
from motcua.catalogue.errors import (
    CommentInvalid,
    CommentThreadMissing,
    ServiceMissing,
    TooManyComments,
)
from motcua.catalogue.models import Comment, CommentThread, PublicService
from motcua.catalogue.operations.drafts import note_act, require_person
from motcua.catalogue.operations.mentions import tell_mentioned
from motcua.catalogue.queries.comments import ThreadView, list_colleagues, thread_view
from motcua.catalogue.queries.get_draft import require_reader
from motcua.kernel.actors import Actor

MAX_BODY: Final = 2_000
MAX_MENTIONS: Final = 10
MAX_THREADS: Final = 500
MAX_REPLIES: Final = 100


def start_comment(
    *,
    service_id: UUID,
    part_id: str,
    body: str,
    by: Actor,
    now: datetime,
    mentions: Sequence[UUID] = (),
) -> ThreadView:
    """Open a thread on a part of the draft; ``part_id`` empty means the service as a whole.

    Whoever may read drafts may speak, also while the draft waits for a decision. Raises
    ``ServiceMissing``, ``CommentInvalid``, ``TooManyComments``.
    """
    require_reader(by)
    require_person(by)
    with transaction.atomic():
        row = PublicService.objects.select_for_update().filter(id=service_id).first()
        if row is None:
            raise ServiceMissing(_("Không tìm thấy dịch vụ công này."))
        names = part_names(parse_document(row.draft))
        if part_id and part_id not in names:
            raise CommentInvalid(_("Phần được nhận xét không còn trong bản nháp."), field="part_id")
        if CommentThread.objects.filter(service_id=row.id).count() >= MAX_THREADS:
            raise TooManyComments(_("Dịch vụ này đã có quá nhiều nhận xét."))
        thread = CommentThread.objects.create(
            service=row, part_id=part_id, part_name=names.get(part_id, ""), created_at=now
        )
        _write(thread, row, body, mentions, by=by, now=now)
        note_act(row, "comment_started", by=by, now=now, thread=thread.id, part=part_id)
        return thread_view(thread)


def reply_to_comment(
    *,
    service_id: UUID,
    thread_id: UUID,
    body: str,
    by: Actor,
    now: datetime,
    mentions: Sequence[UUID] = (),
) -> ThreadView:
    """Add to a thread. A reply to a settled one opens it again."""
    with transaction.atomic():
        thread = _lock(service_id, thread_id, by)
        if thread.comments.count() >= MAX_REPLIES:
            raise TooManyComments(_("Nhận xét này đã có quá nhiều trả lời. Hãy mở nhận xét mới."))
        _set_resolved(thread, None, now)
        _write(thread, thread.service, body, mentions, by=by, now=now)
        return thread_view(thread)


def resolve_comment(
    *, service_id: UUID, thread_id: UUID, is_resolved: bool, by: Actor, now: datetime
) -> ThreadView:
    """Settle a thread, or open it again. Doing it twice changes nothing."""
    with transaction.atomic():
        thread = _lock(service_id, thread_id, by)
        if (thread.resolved_at is not None) != is_resolved:
            _set_resolved(thread, by if is_resolved else None, now)
            act = "comment_resolved" if is_resolved else "comment_reopened"
            note_act(thread.service, act, by=by, now=now, thread=thread.id)
        return thread_view(thread)


def _lock(service_id: UUID, thread_id: UUID, by: Actor) -> CommentThread:
    require_reader(by)
    require_person(by)
    thread = (
        CommentThread.objects.select_for_update(of=("self",))
        .select_related("service")
        .defer("service__draft")
        .filter(id=thread_id, service_id=service_id)
        .first()
    )
    if thread is None:
        raise CommentThreadMissing(_("Không tìm thấy nhận xét này."))
    return thread


def _set_resolved(thread: CommentThread, by: Actor | None, now: datetime) -> None:
    thread.resolved_at = now if by else None
    thread.resolved_by = by.id if by else None
    thread.resolved_by_name = by.name[:200] if by else ""
    thread.save(update_fields=["resolved_at", "resolved_by", "resolved_by_name"])


def _write(
    thread: CommentThread,
    service: PublicService,
    body: str,
    mentions: Sequence[UUID],
    *,
    by: Actor,
    now: datetime,
) -> None:
    colleagues = {each.id: each for each in list_colleagues()} if mentions else {}
    if len(mentions) > MAX_MENTIONS or any(each not in colleagues for each in mentions):
        raise CommentInvalid(_("Người được nhắc tên không có trong danh sách."), field="mentions")
    named = [colleagues[each] for each in dict.fromkeys(mentions)]
    comment = Comment.objects.create(
        thread=thread,
        body=_clean(body),
        mentions=[{"id": str(each.id), "name": each.name} for each in named],
        by=require_person(by),
        by_name=by.name[:200],
        at=now,
    )
    tell_mentioned(comment, service, named, by=by, now=now)


def _clean(body: str) -> str:
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n")).strip()
    if not text:
        raise CommentInvalid(_("Hãy viết nội dung nhận xét."), field="body")
    if len(text) > MAX_BODY:
        raise CommentInvalid(_("Nhận xét dài quá 2.000 ký tự."), field="body")
    if any(ord(char) < 32 and char not in "\n\t" for char in text):
        raise CommentInvalid(_("Nhận xét có ký tự không dùng được."), field="body")
    return text
