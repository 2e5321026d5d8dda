from celery import shared_task
from django.utils import timezone

from billing.api import Meter, note_stock
from motcua.fleet.operations.pulse import count_errors, note_day, take_pulse
from motcua.fleet.operations.support import end_overdue
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
    stocks = count_stocks(now=now)
    for meter, amount in stocks.items():
        standing = note_stock(tenant_id=tenant.id, meter=meter, amount=amount, now=now)
        warn_early(standing, now=now)
    sent, errors = count_errors(now=now)
    note_day(
        tenant_id=tenant.id, storage=stocks[Meter.STORAGE], messages=sent, errors=errors, now=now
    )


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="fleet.sweep_pulses", queue="default", public=True, ignore_result=True
)
def sweep_pulses() -> None:
    """Every few minutes: each tenant is looked at; support access whose time is over ends."""
    for tenant in list_active():
        pulse_tenant.apply_async(headers={HEADER: tenant.schema_name})
    end_overdue(now=timezone.now())


@shared_task(name="fleet.pulse_tenant", queue="default", ignore_result=True)
def pulse_tenant() -> None:
    take_pulse(now=timezone.now())
