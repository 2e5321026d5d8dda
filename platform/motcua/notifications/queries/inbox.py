"""The inbox, always of one named owner."""

from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.notifications.domain.views import DeliveryView, InboxView
from motcua.notifications.models import Delivery, InboxEntry

MAX_PAGE: Final = 100


def owned_by(
    *, applicant_id: UUID | None = None, staff_id: UUID | None = None
) -> "QuerySet[InboxEntry]":
    """Nobody's inbox is empty, never everybody's."""
    if applicant_id is not None:
        return InboxEntry.objects.filter(applicant_id=applicant_id)
    if staff_id is not None:
        return InboxEntry.objects.filter(staff_id=staff_id)
    return InboxEntry.objects.none()


def list_inbox(
    applicant_id: UUID | None = None,
    *,
    staff_id: UUID | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[InboxView]:
    """Newest first."""
    mine = owned_by(applicant_id=applicant_id, staff_id=staff_id).order_by("-created_at", "-id")
    return [
        InboxView(
            id=row.id,
            title=row.title,
            body=row.body,
            link=row.link,
            created_at=row.created_at,
            read_at=row.read_at,
        )
        for row in mine[offset : offset + min(limit, MAX_PAGE)]
    ]


def count_unread(applicant_id: UUID | None = None, *, staff_id: UUID | None = None) -> int:
    return owned_by(applicant_id=applicant_id, staff_id=staff_id).filter(read_at=None).count()


def list_deliveries(
    subject: str, *, limit: int = 50, to_applicant: bool = False
) -> list[DeliveryView]:
    """What was sent about ``subject`` and how it went; no addresses. ``to_applicant``: nothing
    that members of staff were told."""
    rows = Delivery.objects.filter(message__subject_ref=subject).select_related("message")
    if to_applicant:
        rows = rows.filter(message__staff_id=None)
    return [
        DeliveryView(
            id=row.id,
            event=row.message.event,
            channel=row.channel,
            status=row.status,
            attempt_count=row.attempt_count,
            last_error=row.last_error,
            created_at=row.message.created_at,
            sent_at=row.sent_at,
        )
        for row in rows.order_by("message__created_at", "id")[: min(limit, MAX_PAGE)]
    ]
