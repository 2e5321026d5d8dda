from celery import shared_task
from django.utils import timezone

from motcua.kernel.models import OutboxEntry
from motcua.kernel.tasks import relay_outbox
from tenants.celery import HEADER
from tenants.context import in_public, in_tenant
from tenants.operations.custom_domains import recheck_domains
from tenants.operations.domain_proofs import domain_proofs, points_here
from tenants.operations.seal_audit import last_hour, seal_audit
from tenants.queries.directory import list_active


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="tenants.sweep_outboxes", queue="outbox", public=True, ignore_result=True
)
def sweep_outboxes() -> None:
    """Find waiting outbox entries in every tenant: the broker may have lost the wake-up."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            waiting = OutboxEntry.objects.filter(done_at=None, given_up_at=None).exists()
        if waiting:
            relay_outbox.apply_async(headers={HEADER: tenant.schema_name})


@shared_task(name="tenants.seal_audit", queue="default", ignore_result=True)
def seal_tenant_audit() -> None:
    """The digest of the hour, or day, that is over, in one tenant."""
    now = timezone.now()
    day, hour = last_hour(now)
    seal_audit(day=day, hour=hour, now=now)


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="tenants.sweep_audit", queue="default", public=True, ignore_result=True
)
def sweep_audit() -> None:
    """Every hour: each tenant by itself; the shared chains, which witness them, right away.

    What tenants add to the witnesses meanwhile is in the shared digest of the next hour.
    """
    now = timezone.now()
    for tenant in list_active():
        seal_tenant_audit.apply_async(headers={HEADER: tenant.schema_name})
    day, hour = last_hour(now)
    with in_public():
        seal_audit(day=day, hour=hour, now=now)


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="tenants.recheck_domains", queue="default", public=True, ignore_result=True
)
def recheck_custom_domains() -> None:
    """Every night: names whose proof is gone for three days are no longer served."""
    recheck_domains(proofs=domain_proofs(), points_here=points_here, now=timezone.now())
