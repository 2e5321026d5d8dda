from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.errors import NotLive
from motcua.catalogue.events import ServiceWithdrawn
from motcua.catalogue.models import FinderStamp, ServiceStatus, ServiceVersion, VersionWithdrawal
from motcua.catalogue.operations.drafts import (
    lock_service,
    note_act,
    require_open,
    require_person,
)
from motcua.catalogue.operations.publication import MAX_NOTE, ReasonNeeded
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.get_draft import draft_view
from motcua.catalogue.queries.views import DraftView
from motcua.kernel import events
from motcua.kernel.actors import Actor


def withdraw_service(*, service_id: UUID, reason: str, by: Actor, now: datetime) -> DraftView:
    """Take the service from the portal; none of its versions takes new dossiers any more.

    Dossiers already filed go on under their version. Publishing again makes a new version.
    Raises ``NotLive``, ``ReasonNeeded``, ``DraftLocked``.
    """
    by.require(CataloguePermission.PUBLISH)
    require_person(by)
    if not reason.strip():
        raise ReasonNeeded(_("Hãy nêu lý do rút dịch vụ."), field="reason")
    with transaction.atomic():
        row = lock_service(service_id)
        require_open(row)
        if row.live_version_id is None:
            raise NotLive(_("Dịch vụ này chưa công bố hoặc đã rút."))
        taking = ServiceVersion.objects.filter(service_id=row.id, withdrawal__isnull=True)
        VersionWithdrawal.objects.bulk_create(
            VersionWithdrawal(
                version_id=version_id,
                reason=reason[:MAX_NOTE],
                withdrawn_at=now,
                withdrawn_by=by.id,
                withdrawn_by_name=by.name[:200],
            )
            for version_id in taking.values_list("id", flat=True)
        )
        row.live_version = None
        row.live_revision = None
        row.search_text = ""
        row.status = ServiceStatus.WITHDRAWN
        row.save()
        FinderStamp.move()
        note_act(row, "service_withdrawn", by=by, now=now, reason=reason[:MAX_NOTE])
        events.publish(ServiceWithdrawn(service_id=row.id, slug=row.slug), at=now)
        return draft_view(row)
