"""How far a draft has got, without reading it: asked every few seconds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.catalogue.errors import ServiceMissing
from motcua.catalogue.models import PublicService
from motcua.catalogue.queries.get_draft import require_reader
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class RevisionView:
    """``last_said_at`` and ``last_settled_at`` change whenever a talk about the draft does."""

    revision: int
    last_said_at: datetime | None
    last_settled_at: datetime | None


def get_revision(service_id: UUID, *, by: Actor) -> RevisionView:
    """One small query. Raises ``ServiceMissing``."""
    require_reader(by)
    threads = "comment_threads"
    found = (
        PublicService.objects.filter(id=service_id)
        .values("draft_revision")
        .annotate(
            said=Max(f"{threads}__comments__at"),
            settled=Max(f"{threads}__resolved_at"),
        )
        .order_by("id")
        .first()
    )
    if found is None:
        raise ServiceMissing(_("Không tìm thấy dịch vụ công này."))
    return RevisionView(found["draft_revision"], found["said"], found["settled"])
