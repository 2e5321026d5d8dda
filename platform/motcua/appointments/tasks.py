from celery import shared_task
from django.utils import timezone

from motcua.appointments.operations import sweep
from tenants.api import in_tenant, list_active


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="appointments.sweep", queue="default", public=True, ignore_result=True
)
def sweep_all() -> None:
    """Every few minutes: each tenant sees to its appointments."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            see_to_appointments.delay()


@shared_task(name="appointments.see_to", queue="default", ignore_result=True)
def see_to_appointments() -> int:
    now = timezone.now()
    done = sweep.remind(now=now) + sweep.let_go(now=now)
    return done + sweep.end_days(now=now) + sweep.forget_people(now=now)
