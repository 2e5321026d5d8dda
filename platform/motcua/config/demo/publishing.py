"""Publish the demonstration services, by the two people whose work that is."""

from datetime import datetime
from typing import Final

from motcua.catalogue import api as catalogue
from motcua.catalogue.library import demo_services
from motcua.config.demo.actors import staff
from motcua.identity.api import find_agency
from tenants.api import TenantView

# Which unit is asked at which step; elsewhere the competent one asks itself.
_ASKED: Final = {
    "1.001193 stp_xac_minh_ket_hon": "H36.05",
    "1.004873 stp_xac_minh": "H36.05",
    "1.000894 stp_xac_minh": "H36.05",
    "1.013225 stp_quy_hoach": "H36.03",
    "1.013225 stp_phong_chay": "H36.04",
    "3.000333 stp_xac_minh": "H36.04",
}


def publish_services(tenant: TenantView, *, now: datetime) -> list[catalogue.VersionView]:
    """The live version of each demonstration service; what exists already is left alone."""
    builder, publisher = staff("thietke", now), staff("congbo", now)
    live = []
    for ready in demo_services(tenant.kind):  # type: ignore[arg-type]
        document = _asking_our_units(ready)
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


def _asking_our_units(document: catalogue.ServiceDocument) -> catalogue.ServiceDocument:
    steps = []
    for step in document.process.steps:
        code = _ASKED.get(f"{document.procedure.code} {step.id}", "")
        unit = find_agency(code=code) if code else None
        steps.append(step.model_copy(update={"agency": f"agency:{unit.id}"}) if unit else step)
    process = document.process.model_copy(update={"steps": steps})
    return document.model_copy(update={"process": process})
