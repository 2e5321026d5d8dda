"""No service beyond the plan goes live; what is live stays, and its next versions too."""

import time
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django_tenants.utils import get_public_schema_name

from billing.api import Meter, subscription_of
from motcua.catalogue.api import PublishCheck, ServiceDocument, list_published
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.models import PublicService
from motcua.kernel.schemas import current_schema
from tenants.api import current_tenant

# A draft is checked at every save; a plan changes once a year.
_SECONDS: Final = 30.0
_limits: dict[UUID, tuple[float, int | None]] = {}


class PlanLimit(PublishCheck):
    key = "fleet.plan_limit"

    def check(self, document: ServiceDocument) -> Iterable[Problem]:
        limit = _limit()
        if limit is None or _is_live(document.service.slug):
            return
        live = list_published(limit=1).total
        if live >= limit:
            yield Problem(
                "service",
                "plan_limit",
                _(
                    "Gói hiện tại cho %(limit)d dịch vụ công bố, đang có %(live)d. Hãy đổi gói "
                    "hoặc rút một dịch vụ."
                )
                % {"limit": limit, "live": live},
            )


def _limit() -> int | None:
    """``None`` without a limit, and outside any tenant: the library is checked there, too."""
    if current_schema() == get_public_schema_name():
        return None
    tenant = current_tenant()
    now = time.monotonic()
    kept = _limits.get(tenant.id)
    if kept is None or kept[0] < now:
        kept = (now + _SECONDS, subscription_of(tenant.id).limit(Meter.SERVICES))
        _limits[tenant.id] = kept
    return kept[1]


def _is_live(slug: str) -> bool:
    return PublicService.objects.filter(slug=slug, live_version__isnull=False).exists()
