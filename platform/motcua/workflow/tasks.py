from celery import shared_task
from django.utils import timezone

from motcua.workflow.operations.fire_timers import fire_timers
from motcua.workflow.queries.items import has_due_work
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="workflow.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every minute: send a task to each tenant in which a deadline has passed."""
    now = timezone.now()
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            if has_due_work(now=now):
                fire_due_timers.delay()


@shared_task(name="workflow.fire_timers", queue="default", ignore_result=True)
def fire_due_timers() -> int:
    """Act on the deadlines of the tenant the task was sent from."""
    return fire_timers(now=timezone.now())
