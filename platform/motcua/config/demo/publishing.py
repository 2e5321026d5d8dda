"""Publish the demonstration services, by the two people whose work that is."""

from datetime import datetime

from motcua.catalogue import api as catalogue
from motcua.catalogue.library import demo_services
from motcua.config.demo.actors import staff
from tenants.api import TenantView


def publish_services(tenant: TenantView, *, now: datetime) -> list[catalogue.VersionView]:
    """The live version of each demonstration service; what exists already is left alone."""
    builder, publisher = staff("thietke", now), staff("congbo", now)
    live = []
    for document in demo_services(tenant.kind):  # type: ignore[arg-type]
        try:
            service = catalogue.get_service_by_slug(document.service.slug)
        except (catalogue.ServiceMissing, catalogue.ServiceGone):
            draft = catalogue.create_service(document=document, by=builder, now=now)
            catalogue.request_publication(
                service_id=draft.id, base_revision=draft.revision, by=builder, now=now
            )
            live.append(catalogue.approve_publication(service_id=draft.id, by=publisher, now=now))
        else:
            live.append(service.version)
    return live
