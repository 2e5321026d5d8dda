"""Answering a request to supplement: only what was asked for can change."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm, evaluate
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.files.api import link_files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.kernel.ids import new_id
from motcua.submissions.domain.answers import file_ids, top_level
from motcua.submissions.domain.views import DraftView, SubmissionReceipt
from motcua.submissions.errors import CorrectionOpen, FieldMissing, NotACorrection
from motcua.submissions.models import Draft, DraftStatus
from motcua.submissions.operations.start_draft import kept_until
from motcua.submissions.operations.submit_draft import submit_draft
from motcua.submissions.queries.drafts import get_draft, owner_of, view_of
from motcua.submissions.queries.forms import context_of
from motcua.submissions.queries.submissions import get_submission

# How long a supplement may take is the case's business; the draft only must outlast it.
KEPT_DAYS: Final = 400


def open_correction(
    *, submission_id: UUID, field_ids: Collection[str], by: Actor, now: datetime
) -> DraftView:
    """A draft with the submission's answers in which ``field_ids`` alone may change.

    A field inside a group opens its whole group. Questions that were hidden before are open: a
    new answer may reveal them. Asked again for the same fields, gives the same draft. Raises
    ``SubmissionMissing``, ``FieldMissing``, ``CorrectionOpen``.
    """
    if by.kind not in ("staff", "system"):
        raise Forbidden(_("Chỉ cơ quan giải quyết mới được yêu cầu bổ sung."))
    sent = get_submission(submission_id, by=by)
    service = get_frozen_service(sent.version_id)
    opened = _open_ids(service.compiled_form, field_ids)
    with transaction.atomic():
        _hold(submission_id)
        waiting = Draft.objects.filter(supersedes=submission_id, status=DraftStatus.OPEN).first()
        if waiting is not None:
            if set(waiting.open_fields or ()) != opened:
                raise CorrectionOpen(_("Hồ sơ này đang có một yêu cầu bổ sung chưa xong."))
            return view_of(waiting)
        draft = Draft(
            id=new_id(),
            version_id=sent.version_id,
            applicant_id=sent.applicant_id,
            channel=sent.channel,
            profile=dict(sent.applicant),
            answers=dict(sent.answers),
            entered={},
            reused={str(each.file_id): each.as_reused for each in sent.files if each.digitisation},
            page_id=_first_page(service.compiled_form, opened),
            status=DraftStatus.OPEN,
            supersedes=submission_id,
            open_fields=sorted(opened),
            locked_fields=_locked(service, sent.answers, sent.applicant, opened, now),
            created_at=now,
            updated_at=now,
            expires_at=kept_until(now, days=KEPT_DAYS),
        )
        draft.save(force_insert=True)
        kept = file_ids(service.compiled_form, draft.answers)
        link_files(file_ids=kept, owner=owner_of(draft.id), now=now)
    return view_of(draft)


def _hold(submission_id: UUID) -> None:
    """One correction of a submission at a time. Its row cannot be the lock: nobody may change it,
    and to the database locking a row is the right to change it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))",
            ["submissions.correct", str(submission_id)],
        )


def submit_correction(
    *, draft_id: UUID, idempotency_key: str, by: Actor, now: datetime, seen: str = ""
) -> SubmissionReceipt:
    """Send the answer to a request: a new submission that supersedes the old one.

    Raises ``NotACorrection`` and whatever ``submit_draft`` does, save ``ServiceWithdrawn``: a
    dossier that was accepted is carried on.
    """
    if not get_draft(draft_id, by=by).is_correction:
        raise NotACorrection(_("Đây không phải là bản bổ sung hồ sơ."))
    return submit_draft(
        draft_id=draft_id, idempotency_key=idempotency_key, by=by, now=now, seen=seen
    )


def _open_ids(form: CompiledForm, field_ids: Collection[str]) -> set[str]:
    opened = {top_level(form, field_id) for field_id in field_ids}
    if not opened or "" in opened:
        raise FieldMissing(_("Biểu mẫu không có mục được yêu cầu bổ sung."))
    return opened


def _locked(
    service: FrozenService,
    answers: Mapping[str, Any],
    profile: Mapping[str, Any],
    opened: set[str],
    now: datetime,
) -> list[str]:
    form = service.compiled_form
    shown = evaluate(form, answers, context_of(profile, now)).visible
    return [
        field.id
        for page in form.pages.values()
        for field in page.fields
        if field.id in shown and field.id not in opened
    ]


def _first_page(form: CompiledForm, opened: set[str]) -> str:
    return next(
        (page.id for page in form.pages.values() if opened & {field.id for field in page.fields}),
        "",
    )
