from celery import shared_task
from django.utils import timezone

from motcua.casework.counter.operations.supplement_deadlines import (
    end_overdue_supplements,
    remind_of_supplements,
)
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="counter.sweep_supplements", queue="default", public=True, ignore_result=True
)
def sweep_supplements() -> None:
    """Every ten minutes: each tenant sees to its citizens' time to supplement."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            see_to_supplements.delay()


@shared_task(name="counter.see_to_supplements", queue="default", ignore_result=True)
def see_to_supplements() -> int:
    """Reminders first: nobody's dossier ends without one if there was time for it."""
    now = timezone.now()
    return remind_of_supplements(now=now) + end_overdue_supplements(now=now)
