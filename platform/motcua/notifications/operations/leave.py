"""An account is deleted: its inbox and browsers go at once; how to reach its holder stays known
while a dossier of theirs is under way."""

from datetime import datetime
from uuid import UUID

from motcua.identity.api import AccountPart
from motcua.notifications.models import InboxEntry, PushSubscription
from motcua.notifications.operations.contacts import forget_contact


class NoticesPart(AccountPart):
    key = "notifications"

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        InboxEntry.objects.filter(applicant_id=applicant_id).delete()
        PushSubscription.objects.filter(applicant_id=applicant_id).delete()

    def forget(self, applicant_id: UUID, *, now: datetime) -> None:
        InboxEntry.objects.filter(applicant_id=applicant_id).delete()
        forget_contact(applicant_id=applicant_id)
