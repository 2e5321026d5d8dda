from celery import shared_task

from motcua.notifications.contrib.simulator.reports import tell_all


@shared_task(  # type: ignore[call-overload]
    name="notifications_simulator.tell", queue="default", public=True, ignore_result=True
)
def tell(vendor: str, number: str) -> int:
    """Send the reports that are due of one message."""
    return tell_all(vendor, number)
