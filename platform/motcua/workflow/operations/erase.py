from uuid import UUID

from motcua.workflow.models import Pause, ProcessInstance, WorkItem


def erase_processes(subject_id: UUID) -> None:
    """Runs of a subject that is erased, with their work items, pauses and timers."""
    runs = ProcessInstance.objects.filter(subject_id=subject_id)
    Pause.objects.filter(instance__in=runs).delete()
    WorkItem.objects.filter(instance__in=runs).delete()
    runs.delete()
