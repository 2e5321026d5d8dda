from datetime import datetime
from uuid import UUID

from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.submissions.domain.views import DraftView, MissingAnswer
from motcua.submissions.models import Draft
from motcua.submissions.queries.drafts import get_draft
from motcua.submissions.queries.judge import judge


def missing_answers(draft_id: UUID, *, by: Actor, now: datetime) -> tuple[MissingAnswer, ...]:
    """What keeps a draft from being sent, in page order; empty when it may be sent."""
    return missing_in(get_draft(draft_id, by=by), now=now)


def missing_in(draft: DraftView, *, now: datetime) -> tuple[MissingAnswer, ...]:
    """As ``missing_answers``, of a draft that was read already."""
    row = Draft(version_id=draft.version_id, answers=draft.answers, profile=draft.profile)
    return judge(row, get_frozen_service(draft.version_id), now).missing
