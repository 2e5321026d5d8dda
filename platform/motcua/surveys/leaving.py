"""When a citizen's account is deleted: their name goes from what they answered; it counts on."""

from datetime import datetime
from uuid import UUID

from motcua.identity.leaving import AccountPart
from motcua.surveys.models import SurveyResponse
from motcua.surveys.operations.inviting import set_invitations


class SurveysPart(AccountPart):
    key = "surveys"

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        for row in SurveyResponse.objects.select_for_update().filter(applicant_id=applicant_id):
            row.content = {"answers": row.content["answers"]}
            row.applicant_id = None
            row.save(update_fields=["content", "applicant_id"])
        set_invitations(applicant_id=applicant_id, wanted=True, now=now)
