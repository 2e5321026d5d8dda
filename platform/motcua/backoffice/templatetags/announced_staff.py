"""The platform's announcements on the staff site."""

from typing import Any

from django import template
from django.utils import timezone

from motcua.backoffice.support.dismissed import to_be_read
from tenants.api import current_tenant

register = template.Library()


@register.inclusion_tag("backoffice/support/announcements.html", takes_context=True)
def staff_announcements(context: Any) -> dict[str, Any]:
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return {"announcements": []}
    found = to_be_read(account=user, tenant_id=current_tenant().id, now=timezone.now())
    return {
        "announcements": found,
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
