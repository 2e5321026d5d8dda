from celery import shared_task
from django.utils import timezone

from motcua.surveys.operations.keeping import has_work, tend_surveys
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="surveys.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every ten minutes: tenants with surveys get a task of their own."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            if has_work():
                sweep_tenant.apply_async()


@shared_task(name="surveys.sweep_tenant", queue="default", ignore_result=True)
def sweep_tenant() -> None:
    tend_surveys(now=timezone.now())
