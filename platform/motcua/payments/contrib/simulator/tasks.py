from celery import shared_task

from motcua.payments.contrib.simulator.notices import send_or_retry


@shared_task(  # type: ignore[call-overload]
    name="payments_simulator.deliver", queue="default", public=True, ignore_result=True
)
def deliver(  # noqa: PLR0917 -- the arguments of a task
    merchant: str, reference: str, code: str, added: int, tries: int, vendor: str = "vnpay"
) -> bool:
    """Send one of the simulators' notices late or again."""
    return send_or_retry(merchant, reference, code, added, tries, vendor)
