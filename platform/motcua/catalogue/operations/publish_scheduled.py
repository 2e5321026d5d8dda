"""Publishing what was approved for a set time."""

from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import digest, parse_document
from motcua.catalogue.errors import NotPublishable, NotWaiting
from motcua.catalogue.models import PublicationRequest, RequestState
from motcua.catalogue.operations.drafts import lock_service, note_act
from motcua.catalogue.operations.freeze_version import freeze_version
from motcua.catalogue.operations.publication import (
    MAX_NOTE,
    refuse_faulty,
    resting_status,
    set_status,
    waiting_request,
)
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import DomainError

MOST_AT_ONCE: Final = 100
log = structlog.get_logger()


def has_due_publications(*, now: datetime) -> bool:
    return _due(now).exists()


def publish_scheduled(*, now: datetime) -> int:
    """Publish everything of this tenant whose time has come; how many went live.

    Each in its own transaction and safe to run again: a service that no longer passes its checks
    goes back to its authors with the reason, and never holds up the others.
    """
    done = 0
    for service_id in list(_due(now).values_list("service_id", flat=True)[:MOST_AT_ONCE]):
        try:
            done += _publish(service_id, now)
        except DomainError as error:
            _give_back(service_id, error, now)
    return done


def _due(now: datetime) -> QuerySet[PublicationRequest]:
    return PublicationRequest.objects.filter(state=RequestState.SCHEDULED, publish_at__lte=now)


def _publish(service_id: UUID, now: datetime) -> int:
    with transaction.atomic():
        row = lock_service(service_id)
        request = waiting_request(row, RequestState.SCHEDULED)
        if request.publish_at is None or request.publish_at > now:
            return 0
        document = parse_document(row.draft)
        if digest(document) != request.sha256:
            raise NotPublishable(_("Bản nháp đã thay đổi sau khi gửi duyệt."), problems=[])
        refuse_faulty(row, document)
        request.state = RequestState.APPROVED
        request.save(update_fields=["state"])
        approver = Actor(kind="staff", id=request.decided_by, name=request.decided_by_name)
        freeze_version(row, document, request, by=approver, now=now)
    return 1


def _give_back(service_id: UUID, error: DomainError, now: datetime) -> None:
    log.warning("catalogue.scheduled_publication_failed", service=str(service_id), code=error.code)
    with transaction.atomic():
        row = lock_service(service_id)
        try:
            request = waiting_request(row, RequestState.SCHEDULED)
        except NotWaiting:
            return
        message = _("Đến giờ công bố nhưng không công bố được: %(why)s") % {"why": error.message}
        request.state = RequestState.SENT_BACK
        request.decision_note = message[:MAX_NOTE]
        request.save(update_fields=["state", "decision_note"])
        set_status(row, resting_status(row))
        note_act(row, "publication_sent_back", by=SYSTEM, now=now, reason=message[:MAX_NOTE])
