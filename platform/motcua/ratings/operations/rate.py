"""Rating how a dossier was handled."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.standing_api import FinishedCase, NationalState, finished_case
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.ratings.errors import AlreadyRated, NotRateable, RatingInvalid
from motcua.ratings.models import CommentState, Rating

QUESTIONS: Final = ("overall", "speed", "clarity", "attitude")
MAX_COMMENT: Final = 1000
# Refused, stopped and done; who withdrew a dossier was not served to its end.
RATEABLE: Final = frozenset(
    {
        NationalState.NOT_RECEIVED,
        NationalState.STOPPED,
        NationalState.DONE,
        NationalState.RETURNED,
    }
)
WINDOW: Final = timedelta(days=90)


def rateable(case_id: UUID, *, by: Actor, now: datetime) -> FinishedCase:
    """The dossier, if ``by`` may rate it now.

    Raises ``CaseMissing`` for who is none of its parties, ``NotRateable``, ``AlreadyRated``.
    """
    case = finished_case(case_id, by=by)
    if by.kind != "applicant":
        raise NotRateable(_("Chỉ người nộp hoặc chủ hồ sơ được đánh giá."))
    if case.state not in RATEABLE or case.finished_at is None:
        raise NotRateable(_("Ông/bà đánh giá được khi hồ sơ đã giải quyết xong."))
    if case.finished_at < now - WINDOW:
        raise NotRateable(_("Đã quá 90 ngày từ khi hồ sơ giải quyết xong."))
    if has_rated(case_id):
        raise AlreadyRated(_("Hồ sơ này đã được đánh giá. Cảm ơn ông/bà."))
    return case


def may_rate(case_id: UUID, *, by: Actor, now: datetime) -> bool:
    """Whether a page should offer it."""
    try:
        rateable(case_id, by=by, now=now)
    except (NotRateable, AlreadyRated):
        return False
    return True


def has_rated(case_id: UUID) -> bool:
    return Rating.objects.filter(case_id=case_id).exists()


def rate_case(
    *,
    case_id: UUID,
    scores: Mapping[str, int],
    comment: str,
    officer_id: UUID | None,
    by: Actor,
    now: datetime,
) -> None:
    """Keep one party's opinion. ``scores``: 1 to 5 by question, ``overall`` needed.

    Raises as ``rateable``, and ``RatingInvalid`` with the field.
    """
    _check(scores, comment)
    with transaction.atomic():
        case = rateable(case_id, by=by, now=now)
        names = dict(case.officers)
        if officer_id is not None and officer_id not in names:
            raise RatingInvalid(_("Chọn cán bộ trong danh sách."), field="officer")
        rating = Rating(
            case_id=case.id,
            service_id=case.service_id,
            service_name=dict(case.service_name),
            agency_id=case.agency_id,
            agency_name=case.agency_name[:300],
            officer_id=officer_id,
            officer_name=names[officer_id][:200] if officer_id else "",
            **{each: scores.get(each, 0) for each in QUESTIONS},
            **_words(comment.strip()),
            rated_at=now,
        )
        # Two tabs at once: the constraint keeps one, and the other is told.
        Rating.objects.bulk_create([rating], ignore_conflicts=True)
        if not Rating.objects.filter(pk=rating.pk).exists():
            raise AlreadyRated(_("Hồ sơ này đã được đánh giá. Cảm ơn ông/bà."))
        audit.record(action="case.rated", subject=f"case:{case_id}", by=by, at=now, data={})


def _words(comment: str) -> dict[str, Any]:
    if not comment:
        return {"comment": None, "comment_state": CommentState.NONE}
    return {"comment": {"text": comment}, "comment_state": CommentState.WAITING}


def _check(scores: Mapping[str, int], comment: str) -> None:
    for question in QUESTIONS:
        least = 1 if question == "overall" else 0
        if not least <= scores.get(question, 0) <= 5:
            raise RatingInvalid(_("Chọn một mức từ 1 đến 5."), field=question)
    if len(comment) > MAX_COMMENT:
        raise RatingInvalid(
            _("Viết không quá %(count)d ký tự.") % {"count": MAX_COMMENT}, field="comment"
        )
