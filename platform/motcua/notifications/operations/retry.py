"""Sending again what failed, when a person has mended the cause."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.notifications.errors import DeliveryMissing, NotRetriable
from motcua.notifications.models import Delivery, DeliveryStatus
from motcua.notifications.operations.wake import wake_sender
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.log import RETRIABLE


def retry_delivery(*, delivery_id: UUID, by: Actor, now: datetime) -> None:
    """Under the same id, with all its tries anew. Raises ``PermissionMissing``,
    ``DeliveryMissing``, ``NotRetriable``."""
    by.require(Permission.CONFIGURE)
    with transaction.atomic():
        row = (
            Delivery.objects.select_related("message")
            .select_for_update(of=("self",))
            .filter(pk=delivery_id)
            .first()
        )
        if row is None:
            raise DeliveryMissing(_("Không tìm thấy lần gửi này."))
        if row.status not in RETRIABLE:
            raise NotRetriable(_("Lần gửi này không cần gửi lại."))
        row.status, row.attempt_count, row.available_at = DeliveryStatus.WAITING, 0, now
        row.token = None
        row.save(update_fields=["status", "attempt_count", "available_at", "token"])
        audit.record(
            action="notifications.sent_again",
            subject=row.message.subject_ref,
            by=by,
            at=now,
            data={"delivery": str(row.pk), "channel": row.channel},
        )
        transaction.on_commit(wake_sender)
