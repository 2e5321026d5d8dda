"""The same facts for machines: schema.org data in the page, which no browser runs."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from motcua.catalogue.api import PublishedService
from motcua.catalogue.intake_api import filing_url
from motcua.formpages.browser import safe_json
from motcua.kernel.i18n import pick
from motcua.portal.service_facts import ServiceFacts
from tenants.api import TenantView, tenant_url


def service_data(
    service: PublishedService, facts: ServiceFacts, tenant: TenantView, language: str
) -> SafeString:
    """https://schema.org/GovernmentService, safe inside a ``script`` of data."""
    document = service.version.document
    where = tenant_url(f"/dich-vu/{service.slug}/")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": where,
        "url": where,
        "name": pick(document.service.name, language),
        "description": pick(document.service.summary, language),
        "serviceType": pick(document.procedure.sector, language),
        "identifier": document.procedure.code,
        "inLanguage": language,
        "provider": {
            "@type": "GovernmentOrganization",
            "name": tenant.name,
            "url": tenant_url("/"),
        },
        "audience": {"@type": "Audience", "audienceType": ", ".join(document.service.audience)},
    }
    filed_at = filing_url(service)
    if filed_at:
        data["availableChannel"] = {
            "@type": "ServiceChannel",
            "serviceUrl": filed_at,
            "availableLanguage": ["vi", "en"],
            "processingTime": facts.term,
        }
    return mark_safe(safe_json(data))  # noqa: S308 -- no sign of markup is left by safe_json
