from celery import shared_task
from django.utils import timezone

from motcua.notifications.operations.send_waiting import send_waiting, waiting
from tenants.api import in_tenant, list_active


@shared_task(name="notifications.send_deliveries", queue="default", ignore_result=True)
def send_deliveries() -> int:
    """Send what waits in the schema the task was sent from."""
    return send_waiting()


@shared_task(  # type: ignore[call-overload]
    name="notifications.sweep_deliveries", queue="default", public=True, ignore_result=True
)
def sweep_deliveries() -> None:
    """Find what waits in any tenant: the broker may have lost the wake-up, a worker its life."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            if waiting(timezone.now()).exists():
                send_deliveries.apply_async(ignore_result=True)
