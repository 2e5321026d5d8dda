from celery import shared_task
from django.utils import timezone

from motcua.mandates.operations.tidy import tidy


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="mandates.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every night: codes nobody used, helping of long ago, invitations nobody answered."""
    tidy(now=timezone.now())
