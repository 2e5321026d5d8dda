from uuid import UUID

from celery import shared_task
from django.utils import timezone

from billing.operations import sweep
from billing.operations.reconcile import reconcile
from billing.operations.take_event import process_event


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="billing.process_provider_event", queue="default", public=True, ignore_result=True
)
def process_provider_event(event_id: str) -> None:
    """Work on one notice of the provider."""
    process_event(UUID(event_id), now=timezone.now())


@shared_task(  # type: ignore[call-overload]
    name="billing.sweep_minute", queue="default", public=True, ignore_result=True
)
def sweep_minute() -> None:
    sweep.sweep_minute(now=timezone.now())


@shared_task(  # type: ignore[call-overload]
    name="billing.sweep_hour", queue="default", public=True, ignore_result=True
)
def sweep_hour() -> None:
    sweep.sweep_hour(now=timezone.now())


@shared_task(  # type: ignore[call-overload]
    name="billing.reconcile", queue="default", public=True, ignore_result=True
)
def reconcile_nightly() -> None:
    """The price list first: a plan that was added is sold from the next morning on."""
    sweep.bring_price_list()
    reconcile(now=timezone.now())
