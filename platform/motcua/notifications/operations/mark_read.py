from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.notifications.errors import InboxEntryMissing
from motcua.notifications.models import InboxEntry
from motcua.notifications.queries.inbox import owned_by


def mark_read(
    *,
    entry_id: UUID,
    now: datetime,
    applicant_id: UUID | None = None,
    staff_id: UUID | None = None,
) -> None:
    """Note when the owner first read the entry. Raises ``InboxEntryMissing`` for anybody else's."""
    mine = owned_by(applicant_id=applicant_id, staff_id=staff_id).filter(pk=entry_id)
    if not mine.exists():
        raise InboxEntryMissing(_("Không tìm thấy thông báo này."))
    InboxEntry.objects.filter(pk=entry_id, read_at=None).update(read_at=now)
