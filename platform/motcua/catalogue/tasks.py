from celery import shared_task
from django.utils import timezone

from motcua.catalogue.operations.publish_scheduled import has_due_publications, publish_scheduled
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="catalogue.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every minute: send a task to each tenant in which a set time has come."""
    now = timezone.now()
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            if has_due_publications(now=now):
                sweep_tenant.apply_async()


@shared_task(name="catalogue.sweep_tenant", queue="default", ignore_result=True)
def sweep_tenant() -> None:
    """Publish what was approved for a time that has come. Safe to run any number of times."""
    publish_scheduled(now=timezone.now())
