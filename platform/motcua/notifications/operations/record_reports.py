"""What providers say of messages afterwards: stored, then believed, each once, however late."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from motcua.notifications.models import Delivery, DeliveryReport, DeliveryStatus
from motcua.notifications.operations import chain
from motcua.notifications.registry import Report

log = structlog.get_logger(__name__)

DELIVERED, FAILED = "delivered", "failed"


def record_reports(*, channel: str, reports: Sequence[Report], now: datetime) -> int:
    """How many were news. One about a message we never sent is logged and forgotten."""
    return sum(_record(channel, each, now) for each in reports)


def _record(channel: str, report: Report, now: datetime) -> bool:
    with transaction.atomic():
        row = _find(channel, report)
        if row is None:
            log.warning("delivery_report_unknown", channel=channel)
            return False
        _stored, is_new = DeliveryReport.objects.get_or_create(
            channel=channel,
            key=report.key[:200],
            defaults={
                "delivery": row,
                "state": report.state,
                "reason": report.reason,
                "received_at": now,
            },
        )
        if is_new:
            _believe(row, report, now)
        return is_new


def _find(channel: str, report: Report) -> Delivery | None:
    rows = (
        Delivery.objects.filter(channel=channel)
        .select_related("message")
        .select_for_update(of=("self",))
    )
    try:
        found = rows.filter(pk=UUID(report.delivery_id)).first() if report.delivery_id else None
    except ValueError:
        found = None
    if found is None and report.provider_id:
        found = rows.filter(provider_id=report.provider_id).first()
    return found


def _believe(row: Delivery, report: Report, now: datetime) -> None:
    """Arrived is final, also after a failure was told; failed moves the chain on."""
    if row.report == DELIVERED:
        return
    row.report, row.reported_at = report.state, now
    changed = ["report", "reported_at"]
    if report.state == DELIVERED and row.status != DeliveryStatus.SENT:
        # It was taken although we were not told, and would be sent again.
        row.status, row.sent_at, row.token = DeliveryStatus.SENT, now, None
        changed += ["status", "sent_at", "token"]
    row.save(update_fields=changed)
    if report.state == DELIVERED:
        chain.drop_rest(row.message_id)
        return
    if row.position:
        chain.try_next(row.message_id, now=now)
    if report.bad_address:
        chain.flag_contact(
            row.message.applicant_id,
            channel=row.channel,
            address=row.address,
            reason=report.reason or FAILED,
            now=now,
        )
