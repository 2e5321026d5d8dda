"""A draft becomes an immutable submission, in one durable transaction of few round trips."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.catalogue.api import FrozenService, get_version
from motcua.files.api import move_links, unlink_owners
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.idempotency import claim, fingerprint_of
from motcua.kernel.ids import new_id, new_reference
from motcua.submissions.domain.answers import file_ids
from motcua.submissions.domain.digest import draft_digest, submission_digest
from motcua.submissions.domain.tracking import tracking_hash, tracking_secret
from motcua.submissions.domain.views import SubmissionReceipt
from motcua.submissions.errors import AnswersChanged, AnswersInvalid
from motcua.submissions.events import CorrectionReceived, SubmissionReceived
from motcua.submissions.hot_rows import accept_rows
from motcua.submissions.models import Draft, Submission
from motcua.submissions.operations.confirm_assisted import close_assisted, close_by_owner
from motcua.submissions.operations.granted import require_granted, sender_noted
from motcua.submissions.operations.set_parties import paper_entry, with_parties
from motcua.submissions.operations.start_draft import HELPER, require_open_service
from motcua.submissions.queries.drafts import lock_draft, owner_of, require_open
from motcua.submissions.queries.fees import quote_draft, snapshot_of
from motcua.submissions.queries.forms import form_of
from motcua.submissions.queries.judge import Judgement, judge
from motcua.submissions.queries.manifest import manifest_of
from motcua.submissions.queries.submissions import get_receipt, just_received, receipt_of

PREFIX: Final = "NH"
_ATTEMPTS: Final = 3


def submit_draft(
    *, draft_id: UUID, idempotency_key: str, by: Actor, now: datetime, seen: str = ""
) -> SubmissionReceipt:
    """Send a dossier, or the answer to a supplement. Returns only after the durable commit.

    ``seen`` is ``DraftView.digest`` of the check page: a draft changed since is not sent. The same
    key for the same draft gives the same receipt; for anything else ``IdempotencyConflict``.
    Raises ``DraftMissing``, ``DraftClosed``, ``DraftExpired``, ``ServiceWithdrawn`` (the draft is
    kept), ``AnswersInvalid``, ``AnswersChanged``, ``MandateOver``; and ``NotConfirmed`` for who
    helps, while the citizen has not confirmed what is sent. On any of them nothing is stored.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction.atomic(durable=True):
                return _submit(draft_id, idempotency_key, by=by, now=now, seen=seen)
        except IntegrityError as error:
            # Two references met (one in 2^40 for each there is): draw again.
            if attempt == _ATTEMPTS or "reference" not in str(error):
                raise
    raise AssertionError("unreachable")


def _submit(
    draft_id: UUID, idempotency_key: str, *, by: Actor, now: datetime, seen: str
) -> SubmissionReceipt:
    draft = lock_draft(draft_id, by=by)
    taken = claim(
        scope=f"submit:{draft.applicant_id}",
        key=idempotency_key,
        fingerprint=fingerprint_of([str(draft_id), seen]),
        at=now,
    )
    if not taken.first and draft.submission_id:
        return get_receipt(draft.submission_id)
    require_open(draft, now)
    service = form_of(draft)
    if draft.supersedes is None:
        require_open_service(get_version(draft.version_id))
    if seen and seen != draft_digest(draft.version_id, draft.answers):
        raise AnswersChanged(
            _("Câu trả lời đã thay đổi sau khi ông/bà kiểm tra. Hãy kiểm tra lại rồi nộp.")
        )
    judgement = judge(draft, service, now)
    if judgement.missing:
        raise AnswersInvalid(_("Hồ sơ còn mục chưa đúng hoặc chưa đủ."), errors=judgement.missing)
    require_granted(draft, by=by, now=now)
    sender_noted(draft, by)
    submission = _received(draft, service, judgement, now)
    if by.kind in ("staff", "helper"):
        close_assisted(draft, submission.id, by=by, now=now)
    elif draft.channel == HELPER:
        close_by_owner(draft, submission.id, now=now)
    _store(draft, submission, now)
    return receipt_of(submission)


def _received(
    draft: Draft, service: FrozenService, judgement: Judgement, now: datetime
) -> Submission:
    """The finished row, before it is stored."""
    submission_id, reference = new_id(), new_reference(PREFIX)
    files = [*manifest_of(service, judgement.answers, draft.reused), *paper_entry(draft.parties)]
    return Submission(
        id=submission_id,
        reference=reference,
        draft_id=draft.id,
        version_id=draft.version_id,
        service_id=service.service_id,
        applicant_id=draft.applicant_id,
        applicant=with_parties(draft.profile, draft.parties),
        answers=judgement.answers,
        files=files,
        fee_quote=snapshot_of(quote_draft(service, judgement.answers, draft.profile, now)),
        digest=submission_digest(
            reference=reference,
            version_id=draft.version_id,
            received_at=now,
            answers=judgement.answers,
            files=files,
        ),
        tracking_hash=tracking_hash(tracking_secret(submission_id)),
        channel=draft.channel,
        supersedes=draft.supersedes,
        root_id=_root_of(draft) or submission_id,
        received_at=now,
    )


def _root_of(draft: Draft) -> UUID | None:
    if draft.supersedes is None:
        return None
    return Submission.objects.only("root_id").get(pk=draft.supersedes).root_id


def _store(draft: Draft, submission: Submission, now: datetime) -> None:
    """The submission holds what was sent; what was hidden is not kept any longer."""
    accept_rows(submission)
    if submission.files or file_ids(form_of(draft).compiled_form, draft.answers):
        _hand_over_files(draft, submission, now)
    with just_received(submission):
        events.publish(_event_of(submission), at=now)


def _hand_over_files(draft: Draft, submission: Submission, now: datetime) -> None:
    """Sent files go with the submission; those of hidden questions are let go."""
    owner = owner_of(draft.id)
    move_links(
        file_ids=[UUID(entry["file_id"]) for entry in submission.files],
        from_owner=owner,
        to_owner=f"submission:{submission.id}",
        now=now,
    )
    unlink_owners([owner])


def _event_of(submission: Submission) -> SubmissionReceived | CorrectionReceived:
    if submission.supersedes is not None:
        return CorrectionReceived(
            submission_id=submission.id,
            supersedes=submission.supersedes,
            root_id=submission.root_id,
            reference=submission.reference,
            version_id=submission.version_id,
            service_id=submission.service_id,
            applicant_id=submission.applicant_id,
            digest=submission.digest,
        )
    return SubmissionReceived(
        submission_id=submission.id,
        reference=submission.reference,
        version_id=submission.version_id,
        service_id=submission.service_id,
        applicant_id=submission.applicant_id,
        channel=submission.channel,
        digest=submission.digest,
    )
