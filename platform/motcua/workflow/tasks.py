from celery import shared_task
from django.utils import timezone

from motcua.workflow.operations.fire_timers import fire_timers


@shared_task(name="workflow.fire_timers", ignore_result=True)
def fire_due_timers() -> int:
    """Act on due timers of the schema the task was sent from. Scheduled every minute."""
    return fire_timers(now=timezone.now())
