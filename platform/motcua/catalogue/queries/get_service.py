from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.domain.intake import Intake
from motcua.catalogue.errors import ServiceGone, ServiceMissing
from motcua.catalogue.models import PublicService, ServiceStatus
from motcua.catalogue.queries.get_version import get_frozen_service, view_of
from motcua.catalogue.queries.views import PublishedService


def get_service_by_slug(slug: str) -> PublishedService:
    """The live service at an address: one query when the process has met its version.

    Raises ``ServiceMissing`` (404; drafts are nobody's business) and ``ServiceGone`` (410).
    """
    return _published(PublicService.objects.filter(slug=slug))


def get_service(service_id: UUID) -> PublishedService:
    """As ``get_service_by_slug``."""
    return _published(PublicService.objects.filter(id=service_id))


def _published(rows: QuerySet[PublicService]) -> PublishedService:
    row = rows.only("id", "slug", "name", "status", "live_version_id", "intake").first()
    if row is None or (row.live_version_id is None and row.status != ServiceStatus.WITHDRAWN):
        raise ServiceMissing(_("Không tìm thấy dịch vụ công này."))
    if row.live_version_id is None:
        raise ServiceGone(_("Dịch vụ công này đã ngừng cung cấp."))
    # A live version is by definition not withdrawn: both change in one transaction.
    version = view_of(get_frozen_service(row.live_version_id), is_withdrawn=False)
    return PublishedService(
        id=row.id, slug=row.slug, name=row.name, version=version, intake=Intake(row.intake)
    )
