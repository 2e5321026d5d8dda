from uuid import UUID

from celery import shared_task
from django.utils import timezone

from motcua.privacy.operations.copies import drop_old_copies, make_copy_now, waiting_copies
from motcua.privacy.operations.forget import forget_old_requests
from tenants.api import in_tenant, list_active


@shared_task(name="privacy.make_copy", queue="default", ignore_result=True)
def make_copy(copy_id: str) -> None:
    """Safe to run twice: the second finds it taken or done."""
    make_copy_now(UUID(copy_id), now=timezone.now())


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="privacy.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every ten minutes: bundles nobody works on, and those whose time is over."""
    now = timezone.now()
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            for copy_id in waiting_copies(now=now):
                make_copy.delay(str(copy_id))
            drop_old_copies(now=now)
            forget_old_requests(now=now)
