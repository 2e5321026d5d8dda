from celery import shared_task

from motcua.kernel.models import OutboxEntry
from motcua.kernel.tasks import relay_outbox
from tenants.celery import HEADER
from tenants.context import in_tenant
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
