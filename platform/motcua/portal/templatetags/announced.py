"""The platform's announcements at the head of a page."""

from typing import Any

from django import template
from django.utils import timezone

from motcua.fleet import api as fleet
from tenants.api import TenantMissing, current_tenant

register = template.Library()


@register.inclusion_tag("parts/announcements.html")
def announcements() -> dict[str, Any]:
    """For citizens: of this agency's portal, or of the platform's own site."""
    try:
        tenant_id = current_tenant().id
    except TenantMissing:
        tenant_id = None
    found = fleet.live_announcements(tenant_id=tenant_id, staff=False, now=timezone.now())
    return {"announcements": found}
