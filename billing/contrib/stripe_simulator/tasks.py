from celery import shared_task
from django.conf import settings

from billing.contrib.stripe_simulator import sending


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="stripe_simulator.send_event", queue="default", public=True, ignore_result=True
)
def send_event(event_id: str, tries: int = 0) -> None:
    """Send one of the simulator's webhooks, or send it again."""
    if settings.MOTCUA_SIMULATORS:
        sending.deliver(event_id, tries)
