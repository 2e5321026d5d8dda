from celery import shared_task
from django.utils import timezone

from billing.api import note_stock
from motcua.fleet.queries.stocks import count_stocks
from motcua.fleet.receivers import warn_early
from tenants.api import current_tenant, list_active
from tenants.celery import HEADER


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="fleet.sweep_usage", queue="default", public=True, ignore_result=True
)
def sweep_usage() -> None:
    """Every hour: each tenant counts its own."""
    for tenant in list_active():
        measure_usage.apply_async(headers={HEADER: tenant.schema_name})


@shared_task(name="fleet.measure_usage", queue="default", ignore_result=True)
def measure_usage() -> None:
    """What stands in the current tenant, and warnings that are due. Idempotent."""
    now = timezone.now()
    tenant = current_tenant()
    for meter, amount in count_stocks(now=now).items():
        standing = note_stock(tenant_id=tenant.id, meter=meter, amount=amount, now=now)
        warn_early(standing, now=now)
