from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from motcua.files.operations.reap import reap_content, reap_orphans
from motcua.files.operations.scan import scan_waiting
from motcua.files.operations.take_in_pieces import reap_uploads
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="files.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Send each tenant's own sweep."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            sweep_tenant.apply_async()


@shared_task(name="files.sweep_tenant", queue="default", ignore_result=True)
def sweep_tenant() -> None:
    """Scan what waits; remove uploads nothing holds. Safe to run at any time, any number of
    times."""
    now = timezone.now()
    scan_waiting(now=now)
    reap_uploads(now=now)
    reap_orphans(now=now, older_than=timedelta(hours=settings.MOTCUA_ORPHAN_HOURS))
    reap_content(day=now - timedelta(days=2))
