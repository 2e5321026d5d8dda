"""Work for the database's owner: asked for here, done by ``motcua run_owner_jobs`` (ADR 0013).

A web process may not make schemas, and no message broker may lose what an agency asked for: a job
is a row. Several processes may take jobs; one whose process died is taken up again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.fleet.errors import JobMissing
from motcua.fleet.models import Job, JobState
from motcua.kernel.errors import DomainError
from motcua.kernel.ids import new_id
from motcua.kernel.log_lines import failure_of
from motcua.kernel.registry import Registry
from tenants.api import in_public

log = structlog.get_logger(__name__)
LOST_AFTER: Final = timedelta(minutes=3)
MAX_TRIES: Final = 3
CHANNEL: Final = "motcua_jobs"


class Progress:
    """Tells how far a job is; each word of it keeps the job from being taken for lost."""

    def __init__(self, job_id: UUID) -> None:
        self._job_id = job_id

    def say(self, step: str, percent: int) -> None:
        with in_public():
            Job.objects.filter(pk=self._job_id).update(
                step=step[:200], percent=max(0, min(percent, 99)), alive_at=timezone.now()
            )


@dataclass(frozen=True, slots=True)
class JobKind:
    """``run`` returns what the job's page shows. It must bear being run again from the start."""

    key: str
    label: Any
    run: Callable[["JobView", Progress], dict[str, Any]]
    # Told when it failed for good, to put back what others wait for.
    failed: Callable[["JobView", str], None] = lambda _job, _error: None


job_kinds: Final = Registry[JobKind]("job kind", JobKind)


@dataclass(frozen=True, slots=True)
class JobView:
    id: UUID
    kind: str
    tenant_id: UUID | None
    parameters: dict[str, Any]
    secrets: dict[str, Any]
    state: str
    step: str
    percent: int
    result: dict[str, Any]
    error: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def label(self) -> str:
        return str(job_kinds.get(self.kind).label)


def ask_job(
    *,
    kind: str,
    asked_by: str,
    now: datetime,
    tenant_id: UUID | None = None,
    parameters: dict[str, Any] | None = None,
    secrets: dict[str, Any] | None = None,
) -> UUID:
    """Write the job down and wake whoever does it. Runs in the caller's transaction."""
    job_kinds.get(kind)
    with in_public():
        row = Job(
            id=new_id(),
            kind=kind,
            tenant_id=tenant_id,
            parameters=parameters or {},
            secrets=secrets,
            asked_by=asked_by[:200],
            asked_at=now,
        )
        row.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
    return row.id


def get_job(job_id: UUID) -> JobView:
    """Raises ``JobMissing``."""
    with in_public():
        row = Job.objects.filter(pk=job_id).first()
    if row is None:
        raise JobMissing(_("Không có việc này."))
    return view_of(row)


def list_jobs(*, tenant_id: UUID | None = None, limit: int = 50) -> list[JobView]:
    with in_public():
        rows = Job.objects.order_by("-asked_at")
        if tenant_id is not None:
            rows = rows.filter(tenant_id=tenant_id)
        return [view_of(row) for row in rows[:limit]]


def run_next_job(*, now: datetime) -> bool:
    """Do one job that waits, or whose process is lost; ``False`` when there is none."""
    job = _take(now)
    if job is None:
        return False
    view = view_of(job)
    kind = job_kinds.get(job.kind)
    try:
        result = kind.run(view, Progress(job.id))
    except DomainError as error:
        _fail(kind, view, str(error.message))
    except Exception as error:
        log.exception("job_failed", kind=job.kind, error=type(error).__name__)
        _fail(kind, view, failure_of(error))
    else:
        _end(job.id, JobState.DONE, result=result, percent=100, step="")
        log.info("job_done", kind=job.kind, job=str(job.id))
    return True


def _take(now: datetime) -> Job | None:
    with in_public(), transaction.atomic():
        lost = Q(state=JobState.RUNNING, alive_at__lt=now - LOST_AFTER)
        row = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(Q(state=JobState.WAITING) | lost)
            .order_by("id")
            .first()
        )
        if row is None:
            return None
        row.tries += 1
        if row.tries > MAX_TRIES:
            row.state, row.error, row.ended_at = JobState.FAILED, "process lost three times", now
        else:
            row.state, row.alive_at = JobState.RUNNING, now
        row.save()
    return row if row.state == JobState.RUNNING else _take(now)


def _fail(kind: JobKind, job: JobView, error: str) -> None:
    _end(job.id, JobState.FAILED, error=error[:500])
    kind.failed(job, error)


def _end(job_id: UUID, state: JobState, **values: Any) -> None:
    with in_public():
        Job.objects.filter(pk=job_id).update(
            state=state, secrets=None, ended_at=timezone.now(), **values
        )


def view_of(row: Job) -> JobView:
    return JobView(
        id=row.id,
        kind=row.kind,
        tenant_id=row.tenant_id,
        parameters=row.parameters,
        secrets=row.secrets or {},
        state=row.state,
        step=row.step,
        percent=row.percent,
        result=row.result,
        error=row.error,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )
