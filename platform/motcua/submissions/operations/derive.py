"""One submission of a group of procedures gives each of them a submission of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from formbuilder.api import CompiledForm
from motcua.catalogue.api import get_frozen_service
from motcua.files.api import link_files
from motcua.kernel import events
from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id, new_reference
from motcua.submissions.domain.digest import submission_digest
from motcua.submissions.domain.tracking import tracking_hash, tracking_secret
from motcua.submissions.events import SubmissionReceived
from motcua.submissions.models import Submission
from motcua.submissions.queries.fees import quote_draft, snapshot_of
from motcua.submissions.queries.manifest import manifest_of
from motcua.submissions.queries.submissions import get_submission, just_received

PREFIX = "NH"


def derive_submission(*, from_id: UUID, version_id: UUID, now: datetime) -> UUID:
    """A submission for another service with the answers of questions of the same key and type.

    Nothing is judged again: what the other form asks besides is for the officer to ask. Runs in
    the caller's transaction, which sees to it that it happens once. Returns the new id.
    """
    source = get_submission(from_id, by=SYSTEM)
    service = get_frozen_service(version_id)
    answers = _carried(
        get_frozen_service(source.version_id).compiled_form, service.compiled_form, source.answers
    )
    reused = {str(each.file_id): each.as_reused for each in source.files if each.digitisation}
    files = manifest_of(service, answers, reused)
    submission_id, reference = new_id(), new_reference(PREFIX)
    row = Submission(
        id=submission_id,
        reference=reference,
        # Nobody ever filled in a draft of it.
        draft_id=new_id(),
        version_id=version_id,
        service_id=service.service_id,
        applicant_id=source.applicant_id,
        applicant=dict(source.applicant),
        answers=answers,
        files=files,
        fee_quote=snapshot_of(quote_draft(service, answers, source.applicant, now)),
        digest=submission_digest(
            reference=reference,
            version_id=version_id,
            received_at=now,
            answers=answers,
            files=files,
        ),
        tracking_hash=tracking_hash(tracking_secret(submission_id)),
        channel=source.channel,
        supersedes=None,
        root_id=submission_id,
        received_at=now,
    )
    _store(row, now=now)
    return submission_id


def _store(row: Submission, *, now: datetime) -> None:
    row.save(force_insert=True)
    ids = [UUID(each["file_id"]) for each in row.files]
    link_files(file_ids=ids, owner=f"submission:{row.id}", now=now)
    with just_received(row):
        events.publish(_event_of(row), at=now)


def _carried(
    source: CompiledForm, target: CompiledForm, answers: Mapping[str, Any]
) -> dict[str, Any]:
    """Questions at the top of a page, by key; the inner ones of a group come with it only where
    both forms are the same there."""
    known = {item.field.key: item.field for item in source.fields.values() if item.id in answers}
    found: dict[str, Any] = {}
    for page in target.pages.values():
        for item in page.fields:
            match = known.get(item.field.key)
            if match is not None and match.type == item.field.type:
                inner = [[each.id for each in field.fields or ()] for field in (match, item.field)]
                if inner[0] == inner[1]:
                    found[item.id] = answers[match.id]
    return found


def _event_of(row: Submission) -> SubmissionReceived:
    return SubmissionReceived(
        submission_id=row.id,
        reference=row.reference,
        version_id=row.version_id,
        service_id=row.service_id,
        applicant_id=row.applicant_id,
        channel=row.channel,
        digest=row.digest,
    )
