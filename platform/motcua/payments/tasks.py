from uuid import UUID

from celery import shared_task
from django.utils import timezone

from motcua.payments.operations.match_lines import match_statement
from motcua.payments.operations.query_attempt import query_due
from motcua.payments.queries.sweeps import has_attempt_to_ask_about
from tenants.api import in_tenant, list_active


@shared_task(name="payments.match_statement", queue="default", ignore_result=True)
def match_rest(statement_id: str) -> int:
    """The lines of a long statement that were not matched while somebody waited."""
    return match_statement(statement_id=UUID(statement_id), now=timezone.now(), most=None)


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="payments.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every minute: look for payments nobody told the end of, in every tenant."""
    now = timezone.now()
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            if has_attempt_to_ask_about(now=now):
                ask_providers.delay()


@shared_task(name="payments.ask_providers", queue="default", ignore_result=True)
def ask_providers() -> int:
    return query_due(now=timezone.now())
