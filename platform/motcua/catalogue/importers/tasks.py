from uuid import UUID

from celery import shared_task
from django.utils import timezone

from motcua.catalogue.importers.batches import import_next


@shared_task(name="importers.import_waiting", queue="default", ignore_result=True)
def import_waiting(batch_id: str) -> None:
    """Import what waits in a batch; started twice, the two share the files."""
    while import_next(batch_id=UUID(batch_id), now=timezone.now()):
        pass
