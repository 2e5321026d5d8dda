from celery import shared_task

from motcua.kernel import outbox


@shared_task(name="kernel.relay_outbox", queue="outbox", ignore_result=True)
def relay_outbox() -> int:
    """Relay what waits in the schema the task was sent from."""
    return outbox.relay_waiting()
