"""What the counter keeps of a dossier goes with it."""

from uuid import UUID

from motcua.casework.counter.models import PostItem, TakenComponent


def erase_counter(case_id: UUID) -> None:
    """Names of receivers and officers; the files themselves go with the dossier's."""
    PostItem.objects.filter(case=case_id).delete()
    TakenComponent.objects.filter(case=case_id).delete()
