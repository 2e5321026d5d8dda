from celery import shared_task
from django.utils import timezone

from motcua.casework.exchange.answering import return_waiting
from motcua.casework.exchange.asking import send_waiting
from motcua.casework.exchange.requests import has_unsent
from motcua.casework.operations.reconcile import start_missing_processes
from motcua.casework.operations.retention import erase_due
from motcua.casework.operations.sign_forms import try_again
from motcua.casework.paperwork.api import due_again
from motcua.casework.queries.sweeps import has_case_without_process
from motcua.identity.api import settle_leavers
from tenants.api import in_tenant, list_active


@shared_task(name="casework.reconcile", queue="default", ignore_result=True)
def reconcile() -> int:
    """Start the processes of dossiers that were accepted but have none."""
    return start_missing_processes(now=timezone.now())


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="casework.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every minute: look for such dossiers in every tenant; work only where there are any."""
    now = timezone.now()
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            if has_case_without_process(now=now):
                reconcile.delay()
            if has_unsent(now=now):
                post_letters.delay()
            if due_again(now=now):
                sign_waiting_forms.delay()


@shared_task(name="casework.sign_waiting_forms", queue="default", ignore_result=True)
def sign_waiting_forms() -> int:
    """Forms whose signing service, or time stamps, did not answer when they were written."""
    return try_again(now=timezone.now())


@shared_task(name="casework.post_letters", queue="default", ignore_result=True)
def post_letters() -> int:
    """Requests to other tenants, and answers to theirs, that did not get there yet."""
    now = timezone.now()
    return send_waiting(now=now) + return_waiting(now=now)


@shared_task(name="casework.retain", queue="default", ignore_result=True)
def retain() -> int:
    """Erase what is kept long enough in one tenant, in batches until nothing is left; and the
    names of people who deleted their account, once nothing of theirs is under way."""
    settle_leavers(now=timezone.now())
    total = 0
    while done := erase_due(now=timezone.now()):
        total += done
    return total


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="casework.sweep_retention", queue="default", public=True, ignore_result=True
)
def sweep_retention() -> None:
    """Every night, each tenant by itself."""
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            retain.delay()
