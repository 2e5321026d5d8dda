"""Recording a filing, taking on a new outcome, letting a recording go."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from formbuilder.api import FormInvalid
from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.domain.recordings import Expected, Filing, FilingInvalid, observe, read_filing
from motcua.catalogue.errors import RecordingMissing, RecordingNameTaken, TooManyRecordings
from motcua.catalogue.models import PublicService, Recording
from motcua.catalogue.operations.drafts import lock_service, note_act
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.recordings import RecordingView, recording_view
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid

MAX_RECORDINGS: Final = 100
"""A replay costs milliseconds; publishing replays all of them."""


class RecordingNameMissing(Invalid):
    code = "recording_name_missing"


def record_filing(
    *, service_id: UUID, name: str, filing: Mapping[str, Any], by: Actor, now: datetime
) -> RecordingView:
    """Keep ``filing`` (``answers``, ``profile``, ``today``, ``channel``) with what it gives now.

    What the draft makes of it becomes the expectation, its faults included: a recording of a wrong
    filing guards the refusal. Raises ``FilingInvalid``, ``RecordingNameTaken``,
    ``TooManyRecordings``, ``ServiceMissing``.
    """
    by.require(CataloguePermission.EDIT)
    read = read_filing(filing)
    title = " ".join(name.split())[:200]
    if not title:
        raise RecordingNameMissing(_("Hãy đặt tên cho bản ghi."), field="name")
    with transaction.atomic():
        row = lock_service(service_id)
        if Recording.objects.filter(service_id=row.id).count() >= MAX_RECORDINGS:
            raise TooManyRecordings(_("Dịch vụ này đã có 100 bản ghi. Hãy bỏ bớt."))
        document = parse_document(row.draft)
        recording = _save(row, title, read, _observed(document, read), by=by, now=now)
        note_act(row, "recording_made", by=by, now=now, recording=recording.id, name=title)
        return recording_view(recording, document)


def accept_recording(
    *, service_id: UUID, recording_id: UUID, by: Actor, now: datetime
) -> RecordingView:
    """What the draft gives now is right: it becomes the expectation."""
    with transaction.atomic():
        row, recording = _lock(service_id, recording_id, by)
        document = parse_document(row.draft)
        recording.expected = _observed(document, read_filing(recording.filing))
        recording.accepted_revision = row.draft_revision
        recording.accepted_by = by.id
        recording.accepted_by_name = by.name[:200]
        recording.accepted_at = now
        recording.save()
        note_act(
            row, "recording_accepted", by=by, now=now, recording=recording.id, name=recording.name
        )
        return recording_view(recording, document)


def delete_recording(*, service_id: UUID, recording_id: UUID, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        row, recording = _lock(service_id, recording_id, by)
        note_act(
            row, "recording_deleted", by=by, now=now, recording=recording.id, name=recording.name
        )
        recording.delete()


def _lock(service_id: UUID, recording_id: UUID, by: Actor) -> tuple[PublicService, Recording]:
    by.require(CataloguePermission.EDIT)
    row = lock_service(service_id)
    recording = Recording.objects.filter(id=recording_id, service_id=service_id).first()
    if recording is None:
        raise RecordingMissing(_("Không tìm thấy bản ghi này."))
    return row, recording


def _observed(document: ServiceDocument, filing: Filing) -> Expected:
    try:
        return observe(document, filing)
    except FormInvalid:
        raise FilingInvalid(
            _("Tờ khai còn lỗi nên chưa ghi được. Hãy sửa các lỗi trước."), field="answers"
        ) from None


def _save(
    row: PublicService, name: str, filing: Filing, expected: Expected, *, by: Actor, now: datetime
) -> Recording:
    try:
        with transaction.atomic():
            return Recording.objects.create(
                service=row,
                name=name,
                filing=filing.model_dump(mode="json"),
                expected=expected,
                accepted_revision=row.draft_revision,
                created_by_name=by.name[:200],
                created_at=now,
                accepted_by=by.id,
                accepted_by_name=by.name[:200],
                accepted_at=now,
            )
    except IntegrityError as error:
        if "recording_name" not in str(error):
            raise
        raise RecordingNameTaken(_("Đã có bản ghi cùng tên."), field="name") from None
