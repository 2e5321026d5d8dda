"""What was sent, for staff: when, about what, by which way, how it went. No words, no addresses."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.notifications.models import Delivery, DeliveryStatus
from motcua.notifications.registry import channels

PAGE = 50
RETRIABLE = frozenset({DeliveryStatus.FAILED, DeliveryStatus.PERMANENT_FAILURE})


@dataclass(frozen=True, slots=True)
class LogLine:
    id: UUID
    code: str
    event: str
    channel: str
    channel_title: str
    status: str
    status_label: str
    report: str
    attempt_count: int
    last_error: str
    parts: int
    cost: int
    created_at: datetime
    available_at: datetime
    sent_at: datetime | None
    is_to_staff: bool

    @property
    def may_retry(self) -> bool:
        return self.status in RETRIABLE


@dataclass(frozen=True, slots=True)
class LogPage:
    lines: tuple[LogLine, ...]
    has_next: bool


def list_log(*, code: str = "", channel: str = "", status: str = "", page: int = 1) -> LogPage:
    """Newest first, ``PAGE`` a page; one query. ``code``: of the dossier, whole."""
    rows = Delivery.objects.select_related("message").defer("body", "title", "address")
    if code:
        rows = rows.filter(message__code=code.strip()[:80])
    if channel:
        rows = rows.filter(channel=channel)
    if status:
        rows = rows.filter(status=status)
    start = (max(page, 1) - 1) * PAGE
    found = list(
        rows.order_by("-message__created_at", "-message_id", "channel")[start : start + PAGE + 1]
    )
    return LogPage(tuple(_line(row) for row in found[:PAGE]), len(found) > PAGE)


def _line(row: Delivery) -> LogLine:
    known = channels.get(row.channel).title if row.channel in channels else row.channel
    return LogLine(
        id=row.id,
        code=row.message.code,
        event=row.message.event,
        channel=row.channel,
        channel_title=str(known),
        status=row.status,
        status_label=row.get_status_display(),
        report=row.report,
        attempt_count=row.attempt_count,
        last_error=row.last_error,
        parts=row.parts,
        cost=row.cost,
        created_at=row.message.created_at,
        available_at=row.available_at,
        sent_at=row.sent_at,
        is_to_staff=row.message.staff_id is not None,
    )
