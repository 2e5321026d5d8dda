"""A comment is read by a person before others read it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.ratings.errors import RatingInvalid, RatingMissing
from motcua.ratings.models import CommentState, Rating
from motcua.ratings.permissions import Permission


def publish_comment(*, rating_id: UUID, by: Actor, now: datetime) -> None:
    """Show it under its unit. Raises ``RatingMissing``."""
    _settle(rating_id, CommentState.PUBLISHED, "", by=by, now=now)


def hide_comment(*, rating_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """Keep it from the public; the scores count all the same. The reason is needed: criticism is
    none (``RatingInvalid``)."""
    if len(reason.strip()) < 5:
        raise RatingInvalid(
            _("Ghi rõ vì sao không công khai, ví dụ: có thông tin cá nhân."), field="reason"
        )
    _settle(rating_id, CommentState.HIDDEN, reason.strip()[:500], by=by, now=now)


def _settle(rating_id: UUID, state: CommentState, reason: str, *, by: Actor, now: datetime) -> None:
    by.require(Permission.MODERATE)
    with transaction.atomic():
        row = Rating.objects.select_for_update().filter(pk=rating_id).first()
        if row is None or row.comment_state == CommentState.NONE:
            raise RatingMissing(_("Không tìm thấy lời góp ý này."))
        row.comment_state, row.hidden_reason = state, reason
        row.moderated_by, row.moderated_at = by.name[:200], now
        row.save(update_fields=["comment_state", "hidden_reason", "moderated_by", "moderated_at"])
        audit.record(
            action=f"rating.{state}",
            subject=f"case:{row.case_id}",
            by=by,
            at=now,
            data={"reason": reason} if reason else {},
        )
