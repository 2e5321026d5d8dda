from celery import shared_task
from django.utils import timezone

from motcua.catalogue.national.indexing import forget_tenants, index_tenant
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="national.refresh", queue="default", public=True, ignore_result=True
)
def refresh() -> None:
    """Every night: nothing that events missed stays wrong for longer."""
    served = list(list_active())
    forget_tenants([tenant.id for tenant in served])
    for tenant in served:
        with in_tenant(tenant.schema_name):
            refresh_tenant.apply_async()


@shared_task(name="national.refresh_tenant", queue="default", ignore_result=True)
def refresh_tenant() -> None:
    index_tenant(now=timezone.now())
