from uuid import UUID

from celery import shared_task
from django.utils import timezone

from motcua.payments.operations.match_lines import match_statement


@shared_task(name="payments.match_statement", queue="default", ignore_result=True)
def match_rest(statement_id: str) -> int:
    """The lines of a long statement that were not matched while somebody waited."""
    return match_statement(statement_id=UUID(statement_id), now=timezone.now(), most=None)
