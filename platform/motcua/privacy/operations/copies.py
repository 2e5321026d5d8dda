"""The bundle of a citizen's data: queued with the request's acceptance, made by the worker."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from motcua.files import api as files
from motcua.identity.api import ApplicantMissing, applicant_actor, get_applicant
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.log_lines import failure_of
from motcua.privacy.domain.requests import State
from motcua.privacy.errors import CopyGone
from motcua.privacy.models import CopyState, DataCopy, DataRequest
from motcua.privacy.operations.bundle import write_bundle
from motcua.privacy.operations.moving import move
from motcua.privacy.operations.telling import tell
from motcua.privacy.queries.terms import terms

log = structlog.get_logger(__name__)
# A worker that died is noticed after this long without progress.
STALE: Final = timedelta(minutes=15)
MOST_TRIES: Final = 5


def queue_copy(request: DataRequest, *, now: datetime) -> None:
    """In the transaction of the acceptance; the worker hears of it once that is committed."""
    row, _is_new = DataCopy.objects.get_or_create(request=request, defaults={"touched_at": now})
    transaction.on_commit(partial(_wake, row.pk))


def _wake(copy_id: UUID) -> None:
    """A broker that is away is no reason to refuse: ``privacy.sweep`` begins it later."""
    from motcua.privacy.tasks import make_copy

    try:
        make_copy.delay(str(copy_id))
    except Exception as error:  # noqa: BLE001 -- the sweep does it
        log.warning("copy_not_woken", copy=str(copy_id), error=failure_of(error))


def waiting_copies(*, now: datetime) -> list[UUID]:
    """Those nobody works on: never begun, failed, or left by a worker that died."""
    rows = DataCopy.objects.filter(
        state__in=(CopyState.QUEUED, CopyState.WORKING, CopyState.FAILED),
        touched_at__lt=now - STALE,
        tries__lt=MOST_TRIES,
    )
    return list(rows.values_list("pk", flat=True)[:100])


def make_copy_now(copy_id: UUID, *, now: datetime) -> bool:
    """Make the bundle unless somebody else does. A failure is noted and tried again later."""
    if not _claim(copy_id, now):
        return False
    row = DataCopy.objects.select_related("request").get(pk=copy_id)
    try:
        _make(row, now)
    except Exception as error:  # noqa: BLE001 -- noted, tried again by the sweep
        log.error("copy_failed", copy=str(copy_id), error=failure_of(error))
        DataCopy.objects.filter(pk=copy_id).update(state=CopyState.FAILED, touched_at=now)
        return False
    return True


def _claim(copy_id: UUID, now: datetime) -> bool:
    """One worker at a time: the update is the lock."""
    rows = DataCopy.objects.filter(pk=copy_id, request__state=State.ACCEPTED)
    free = rows.filter(state__in=(CopyState.QUEUED, CopyState.FAILED))
    stale = rows.filter(state=CopyState.WORKING, touched_at__lt=now - STALE)
    claimed = {
        "state": CopyState.WORKING,
        "touched_at": now,
        "tries": F("tries") + 1,
        "done_count": 0,
        "total_count": 0,
    }
    return bool(free.update(**claimed) or stale.update(**claimed))


def _make(row: DataCopy, now: datetime) -> None:
    try:
        person = get_applicant(row.request.applicant_id)
    except ApplicantMissing:
        DataCopy.objects.filter(pk=row.pk).update(state=CopyState.GONE, touched_at=now)
        return
    with write_bundle(
        person, code=row.request.code, now=now, report=partial(_report, row.pk)
    ) as content:
        stored = files.store_bundle(
            stream=content,
            name=f"du-lieu-{row.request.code}.zip",
            by=applicant_actor(person),
            now=now,
            owner=row.file_owner,
        )
    _hand_out(row, stored.id, now)


def _report(copy_id: UUID, done: int, total: int) -> None:
    DataCopy.objects.filter(pk=copy_id).update(done_count=done, total_count=total)


def _hand_out(row: DataCopy, file_id: UUID, now: datetime) -> None:
    """Ready and told; a request taken back meanwhile gets nothing."""
    with transaction.atomic():
        request = DataRequest.objects.select_for_update().get(pk=row.request_id)
        if request.state != State.ACCEPTED:
            files.erase_owned([row.file_owner])
            DataCopy.objects.filter(pk=row.pk).update(state=CopyState.GONE, touched_at=now)
            return
        DataCopy.objects.filter(pk=row.pk).update(
            state=CopyState.READY,
            file_id=file_id,
            expires_at=now + timedelta(hours=terms().copy_hours),
            touched_at=now,
        )
        move(request, State.DONE, by=SYSTEM, now=now, action="data_request.done")
        tell(request, "data_request_done", now=now)


def fetch_copy(*, request_id: UUID, by: Actor, now: datetime) -> files.StoredFileView:
    """The file, for who asked, proven, within its time. Raises ``CopyGone``."""
    from motcua.privacy.operations.ask import require_proven

    person = require_proven(by)
    row = DataCopy.objects.filter(request=request_id, request__applicant_id=person).first()
    if row is None or not is_open(row, now):
        raise CopyGone(_("Bản sao này không còn, hoặc chưa làm xong. Ông/bà có thể yêu cầu lại."))
    assert row.file_id is not None
    DataCopy.objects.filter(pk=row.pk).update(fetched_count=F("fetched_count") + 1)
    return files.get_file(row.file_id)


def is_open(row: DataCopy, now: datetime) -> bool:
    within = row.expires_at is not None and now < row.expires_at
    return row.state == CopyState.READY and row.file_id is not None and within


def drop_old_copies(*, now: datetime) -> int:
    """Bundles whose time is over are deleted, content and all."""
    rows = list(DataCopy.objects.filter(state=CopyState.READY, expires_at__lte=now)[:200])
    for row in rows:
        with transaction.atomic():
            files.erase_owned([row.file_owner])
            DataCopy.objects.filter(pk=row.pk).update(state=CopyState.GONE, file_id=None)
    return len(rows)
