from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.workflow.engine.running import start_run
from motcua.workflow.engine.state import FORMAT, dump_state
from motcua.workflow.errors import ProcessAlreadyRunning
from motcua.workflow.models import ProcessInstance, ProcessStatus
from motcua.workflow.operations.opening import open_items
from motcua.workflow.queries.definitions import load_process
from motcua.workflow.queries.progress import summarize
from motcua.workflow.queries.views import Progress, view_item


def start_process(
    *,
    process_version_id: UUID,
    subject_id: UUID,
    now: datetime,
    agency_ids: Mapping[str, UUID] | None = None,
    applicant_id: UUID | None = None,
) -> Progress:
    """Begin the process for a subject and open its first step.

    ``agency_ids`` names the ``receiving`` and the ``competent`` agency of this subject;
    ``applicant_id`` gets the citizen's own steps. Raises ``ProcessAlreadyRunning``.
    """
    process = load_process(process_version_id)
    state = start_run(process.spec)
    with transaction.atomic():
        instance = ProcessInstance(
            version_id=process_version_id,
            subject_id=subject_id,
            state=dump_state(state),
            state_format=FORMAT,
            agency_ids={key: str(value) for key, value in (agency_ids or {}).items()},
            applicant_id=applicant_id,
            started_at=now,
        )
        ProcessInstance.objects.bulk_create([instance], ignore_conflicts=True)
        if not _is_ours(instance):
            raise ProcessAlreadyRunning(_("Quy trình của hồ sơ này đang chạy rồi."))
        items = open_items(instance, process.table, state.open_steps, now=now)
        opened = [view_item(item) for item in items]
        return summarize(instance=instance, table=process.table, opened=opened, closed=())


def _is_ours(instance: ProcessInstance) -> bool:
    """Whether our row went in, or another start for the subject was first."""
    return ProcessInstance.objects.filter(id=instance.id, status=ProcessStatus.RUNNING).exists()
