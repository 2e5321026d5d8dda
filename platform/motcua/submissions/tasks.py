from celery import shared_task
from django.utils import timezone

from motcua.submissions.operations.expire import expire_drafts
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="submissions.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Send each tenant's own sweep."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            sweep_tenant.apply_async()


@shared_task(name="submissions.sweep_tenant", queue="default", ignore_result=True)
def sweep_tenant() -> None:
    """Remove expired drafts. Safe to run at any time, any number of times."""
    now = timezone.now()
    while expire_drafts(now=now):
        pass
