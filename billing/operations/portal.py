from uuid import UUID

from billing.errors import NotConfigured
from billing.models import BillingProfile
from billing.provider import current_provider
from tenants.api import in_public


def portal_url(*, tenant_id: UUID, back_url: str) -> str:
    """The provider's own page for cards and receipts. Raises ``NotConfigured`` for a tenant the
    provider does not know."""
    provider = current_provider()
    with in_public():
        row = BillingProfile.objects.filter(tenant_id=tenant_id).first()
    if provider is None or row is None or not row.provider_customer:
        raise NotConfigured("portal")
    return provider.portal_url(row.provider_customer, back_url=back_url)
