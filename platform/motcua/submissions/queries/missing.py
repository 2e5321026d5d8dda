from datetime import datetime
from uuid import UUID

from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.submissions.domain.views import MissingAnswer
from motcua.submissions.models import Draft
from motcua.submissions.queries.drafts import get_draft
from motcua.submissions.queries.judge import judge


def missing_answers(draft_id: UUID, *, by: Actor, now: datetime) -> tuple[MissingAnswer, ...]:
    """What keeps a draft from being sent, in page order; empty when it may be sent."""
    view = get_draft(draft_id, by=by)
    draft = Draft(version_id=view.version_id, answers=view.answers, profile=view.profile)
    return judge(draft, get_frozen_service(view.version_id), now).missing
