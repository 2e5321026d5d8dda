"""Reading submissions. Every read of content asks ``may_read_submission``."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.submissions.domain.tracking import is_secret, tracking_hash, tracking_secret
from motcua.submissions.domain.views import (
    ManifestFile,
    SubmissionReceipt,
    SubmissionSummary,
    SubmissionView,
)
from motcua.submissions.errors import SubmissionMissing
from motcua.submissions.models import Submission
from motcua.submissions.permissions import may_read_submission

_LIGHT = (
    "id",
    "reference",
    "version_id",
    "service_id",
    "applicant_id",
    "supersedes",
    "root_id",
    "received_at",
)

_fresh: ContextVar[Submission | None] = ContextVar("just_received", default=None)


@contextmanager
def just_received(row: Submission) -> Iterator[None]:
    """While its arrival is told, listeners in the same transaction get ``row`` without a query."""
    token = _fresh.set(row)
    try:
        yield
    finally:
        _fresh.reset(token)


def get_submission(submission_id: UUID, *, by: Actor) -> SubmissionView:
    """Raises ``SubmissionMissing``, the same for one that is not there and one that is foreign."""
    row = _fresh.get()
    if row is None or row.pk != submission_id:
        row = Submission.objects.filter(pk=submission_id).first()
    if row is None or not may_read_submission(by, row):
        raise SubmissionMissing(_("Không tìm thấy hồ sơ."))
    return view_of(row)


def list_submissions(
    *, applicant_id: UUID, limit: int = 50, before: datetime | None = None
) -> list[SubmissionSummary]:
    """One applicant's, newest first; content is not read."""
    rows = Submission.objects.filter(applicant_id=applicant_id)
    if before is not None:
        rows = rows.filter(received_at__lt=before)
    return [_summary(row) for row in rows.only(*_LIGHT).order_by("-received_at")[:limit]]


def reusable_dossiers(
    *, applicant_id: UUID, service_id: UUID, limit: int = 3
) -> list[SubmissionSummary]:
    """The applicant's newest first filings to the same service; content is not read."""
    rows = Submission.objects.filter(
        applicant_id=applicant_id, service_id=service_id, supersedes=None
    )
    return [_summary(row) for row in rows.only(*_LIGHT).order_by("-received_at")[:limit]]


def list_revisions(root_id: UUID) -> list[SubmissionSummary]:
    """The first submission and its corrections, oldest first."""
    rows = Submission.objects.filter(root_id=root_id).only(*_LIGHT)
    return [_summary(row) for row in rows.order_by("received_at", "id")[:100]]


def find_tracked(reference: str, secret: str) -> SubmissionSummary:
    """The submission both factors belong to. Raises ``SubmissionMissing`` for any mismatch.

    Callers limit attempts: a secret has 40 bits.
    """
    row = (
        Submission.objects.filter(reference=reference.strip().upper()[:20])
        .only(*_LIGHT, "tracking_hash")
        .first()
    )
    if row is None:
        tracking_hash(secret)  # so that both ways take as long
        raise SubmissionMissing(_("Mã hồ sơ hoặc mã tra cứu không đúng."))
    if not is_secret(secret, row.tracking_hash):
        raise SubmissionMissing(_("Mã hồ sơ hoặc mã tra cứu không đúng."))
    return _summary(row)


def get_receipt(submission_id: UUID) -> SubmissionReceipt:
    """For callers that have just checked the reader: it holds the tracking secret."""
    rows = Submission.objects.only("id", "reference", "received_at", "digest")
    return receipt_of(rows.get(pk=submission_id))


def receipt_of(row: Submission) -> SubmissionReceipt:
    return SubmissionReceipt(
        submission_id=row.id,
        reference=row.reference,
        tracking_secret=tracking_secret(row.id),
        received_at=row.received_at,
        sha256=row.digest,
    )


def manifests_of(submission_ids: Collection[UUID]) -> dict[UUID, tuple[ManifestFile, ...]]:
    """Files of several submissions, in one query; for callers who know whose they are."""
    rows = Submission.objects.filter(pk__in=submission_ids).only("id", "files")
    return {row.id: _manifest(row) for row in rows}


def _manifest(row: Submission) -> tuple[ManifestFile, ...]:
    return tuple(
        ManifestFile(
            file_id=UUID(entry["file_id"]),
            name=entry["name"],
            size=entry["size"],
            sha256=entry["sha256"],
            media_type=entry["media_type"],
            field_id=entry["field_id"],
            path=entry["path"],
            component_id=entry["component"],
            **entry.get("reused", {}),
        )
        for entry in row.files
    )


def view_of(row: Submission) -> SubmissionView:
    return SubmissionView(
        id=row.id,
        reference=row.reference,
        draft_id=row.draft_id,
        version_id=row.version_id,
        service_id=row.service_id,
        applicant_id=row.applicant_id,
        applicant=row.applicant,
        answers=row.answers,
        files=_manifest(row),
        fee_quote=row.fee_quote,
        digest=row.digest,
        channel=row.channel,
        supersedes=row.supersedes,
        root_id=row.root_id,
        received_at=row.received_at,
    )


def _summary(row: Submission) -> SubmissionSummary:
    return SubmissionSummary(
        id=row.id,
        reference=row.reference,
        version_id=row.version_id,
        service_id=row.service_id,
        applicant_id=row.applicant_id,
        supersedes=row.supersedes,
        root_id=row.root_id,
        received_at=row.received_at,
    )
