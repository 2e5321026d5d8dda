"""Which announcements a member of staff has hidden; kept where Wagtail keeps such things."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.users.models import UserProfile

from motcua.fleet import api as fleet

_PREFIX = "announcement:"
# A profile holds the last ones only; older ones are over.
_MOST = 50


def dismiss_announcement(*, account: Any, announcement_id: UUID) -> None:
    with transaction.atomic():
        UserProfile.get_for_user(account)
        row = UserProfile.objects.select_for_update().get(user=account)
        ours = [key for key in row.dismissibles if key.startswith(_PREFIX)]
        for key in ours[: max(len(ours) - _MOST + 1, 0)]:
            del row.dismissibles[key]
        row.dismissibles[f"{_PREFIX}{announcement_id}"] = True
        row.save(update_fields=["dismissibles"])


def to_be_read(*, account: Any, tenant_id: UUID, now: datetime) -> list[fleet.AnnouncementView]:
    """Live ones for staff without those hidden; asks the database only when there is one."""
    live = fleet.live_announcements(tenant_id=tenant_id, staff=True, now=now)
    if not live:
        return []
    kept = UserProfile.objects.filter(user=account).values_list("dismissibles", flat=True).first()
    return [each for each in live if f"{_PREFIX}{each.id}" not in (kept or {})]
