"""What people wrote is read by a person before others read it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.surveys.domain.states import TextState
from motcua.surveys.errors import SurveyInvalid, SurveyMissing
from motcua.surveys.models import SurveyText
from motcua.surveys.permissions import Permission


def settle_text(
    *, survey_id: UUID, text_id: UUID, publish: bool, reason: str, by: Actor, now: datetime
) -> None:
    """For the open page of results, the next time it is published. Keeping words back takes a
    reason: criticism is none. Raises ``SurveyMissing``, ``SurveyInvalid``."""
    by.require(Permission.PUBLISH)
    if not publish and len(reason.strip()) < 5:
        raise SurveyInvalid(
            _("Ghi rõ vì sao không công khai, ví dụ: có thông tin cá nhân."), field="reason"
        )
    with transaction.atomic():
        rows = SurveyText.objects.select_for_update().filter(is_ready=True)
        row = rows.filter(pk=text_id, response__survey_id=survey_id).first()
        if row is None:
            raise SurveyMissing(_("Không tìm thấy ý kiến này."))
        row.state = TextState.PUBLISHED if publish else TextState.HIDDEN
        row.hidden_reason = "" if publish else reason.strip()[:500]
        row.moderated_by_name = by.name[:200]
        row.save(update_fields=["state", "hidden_reason", "moderated_by_name"])
        audit.record(
            action=f"survey.text_{row.state}",
            subject=f"survey:{survey_id}",
            by=by,
            at=now,
            data={"reason": row.hidden_reason} if row.hidden_reason else {},
        )
