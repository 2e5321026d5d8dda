"""No service beyond the plan goes live; what is live stays, and its next versions too."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tenants.utils import get_public_schema_name

from billing.api import Meter, subscription_of
from motcua.catalogue.api import PublishCheck, ServiceDocument, list_published
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.models import PublicService
from motcua.kernel.schemas import current_schema
from tenants.api import current_tenant


class PlanLimit(PublishCheck):
    key = "fleet.plan_limit"
    at_publication = True

    def check(self, document: ServiceDocument) -> Iterable[Problem]:
        # The library is checked outside any tenant.
        if current_schema() == get_public_schema_name() or _is_live(document.service.slug):
            return
        subscription = subscription_of(current_tenant().id)
        if subscription.is_held(timezone.now()):
            yield Problem("service", "plan_held", _(
                "Gói đã hết hoặc quá hạn thanh toán nên chưa công bố dịch vụ mới được. Dịch vụ "
                "đang công bố và hồ sơ của người dân không bị ảnh hưởng."
            ))  # fmt: skip
            return
        limit = subscription.limit(Meter.SERVICES)
        live = list_published(limit=1).total if limit is not None else 0
        if limit is not None and live >= limit:
            yield Problem("service", "plan_limit", _(
                "Gói hiện tại cho %(limit)d dịch vụ công bố, đang có %(live)d. Hãy đổi gói "
                "hoặc rút một dịch vụ."
            ) % {"limit": limit, "live": live})  # fmt: skip


def _is_live(slug: str) -> bool:
    return PublicService.objects.filter(slug=slug, live_version__isnull=False).exists()
