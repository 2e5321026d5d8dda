"""The same facts for machines: schema.org data in the page, which no browser runs."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from motcua.catalogue.api import PublishedService
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
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": tenant_url(f"/nop-ho-so/{service.slug}/"),
            "availableLanguage": ["vi", "en"],
            "processingTime": facts.term,
        },
        "audience": {"@type": "Audience", "audienceType": ", ".join(document.service.audience)},
    }
    return mark_safe(safe_json(data))  # noqa: S308 -- no sign of markup is left by safe_json
