"""Reading and locking drafts."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.submissions.domain.digest import draft_digest
from motcua.submissions.domain.views import DraftMark, DraftSummary, DraftView
from motcua.submissions.errors import DraftClosed, DraftExpired, DraftMissing
from motcua.submissions.hot_rows import lock_draft_row, read_draft_row
from motcua.submissions.models import Draft, DraftStatus
from motcua.submissions.permissions import may_read_draft

LONG_FORM: Final = 5
_MARK: Final = "SELECT applicant_id, status, revision FROM submissions_draft WHERE id = %s"


def owner_of(draft_id: UUID) -> str:
    """Under which name a draft's files are linked."""
    return f"draft:{draft_id}"


def view_of(draft: Draft) -> DraftView:
    return DraftView(
        id=draft.id,
        version_id=draft.version_id,
        applicant_id=draft.applicant_id,
        status=draft.status,
        channel=draft.channel,
        answers=draft.answers,
        profile=draft.profile,
        entered=draft.entered,
        prefilled=origins_of(draft.prefilled),
        saved_pages=tuple(draft.saved_pages),
        page_id=draft.page_id,
        revision=draft.revision,
        digest=draft_digest(draft.version_id, draft.answers),
        supersedes=draft.supersedes,
        open_fields=None if draft.open_fields is None else frozenset(draft.open_fields),
        locked_fields=frozenset(draft.locked_fields or ()),
        submission_id=draft.submission_id,
        created_at=draft.created_at,
        updated_at=draft.updated_at,
        expires_at=draft.expires_at,
        reused=draft.reused,
        parties=draft.parties,
    )


def origins_of(stored: Any) -> dict[str, str]:
    """Drafts of the first release kept only the ids, all of them from the profile."""
    return dict(stored) if isinstance(stored, dict) else dict.fromkeys(stored, "profile")


def draft_mark(draft_id: UUID) -> DraftMark | None:
    """Nothing is decrypted; the caller sees to it that the draft is the person's own."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [draft_id])
        row = cursor.fetchone()
    return DraftMark(*row) if row else None


def get_draft(draft_id: UUID, *, by: Actor) -> DraftView:
    """One draft of the actor's own, whatever its status. Raises ``DraftMissing``."""
    return view_of(_own(read_draft_row(draft_id), by))


def lock_draft(draft_id: UUID, *, by: Actor) -> Draft:
    """Its row, locked until the transaction ends; the caller checks the status."""
    return _own(lock_draft_row(draft_id), by)


def lock_open_draft(draft_id: UUID, *, by: Actor, now: datetime) -> Draft:
    """Raises ``DraftMissing``, ``DraftClosed`` or ``DraftExpired``."""
    draft = lock_draft(draft_id, by=by)
    require_open(draft, now)
    return draft


def require_open(draft: Draft, now: datetime) -> None:
    if draft.status != DraftStatus.OPEN:
        raise DraftClosed(
            _("Hồ sơ này đã được nộp.")
            if draft.status == DraftStatus.SUBMITTED
            else _("Bản nháp này đã bị bỏ."),
            submission_id=draft.submission_id,
        )
    if draft.expires_at < now:
        raise DraftExpired(_("Bản nháp đã hết hạn lưu. Vui lòng bắt đầu lại."))


def require_open_view(draft: DraftView, now: datetime) -> None:
    """As ``require_open``, for a draft that was read without locking it."""
    row = Draft(status=draft.status, submission_id=draft.submission_id, expires_at=draft.expires_at)
    require_open(row, now)


def list_drafts(*, applicant_id: UUID, limit: int = 50) -> list[DraftSummary]:
    """Open drafts of one applicant, newest first; answers are not read."""
    rows = (
        Draft.objects.filter(applicant_id=applicant_id, status=DraftStatus.OPEN)
        .only("id", "version_id", "page_id", "updated_at", "expires_at", "supersedes")
        .order_by("-updated_at")[:limit]
    )
    return [summary_of(row) for row in rows]


def summary_of(row: Draft) -> DraftSummary:
    frozen = get_frozen_service(row.version_id)
    return DraftSummary(
        id=row.id,
        version_id=row.version_id,
        service_slug=frozen.slug,
        service_name=pick(frozen.document.service.name, get_language() or "vi"),
        is_correction=row.supersedes is not None,
        is_long=is_long(frozen.compiled_form),
        page_id=row.page_id,
        updated_at=row.updated_at,
        expires_at=row.expires_at,
    )


def is_long(form: CompiledForm) -> bool:
    """Whether the form has a list of its parts to go about in."""
    return bool(form.form.sections) or len(form.pages) >= LONG_FORM


def _own(draft: Draft | None, by: Actor) -> Draft:
    if draft is None or not may_read_draft(by, draft):
        raise DraftMissing(_("Không tìm thấy bản nháp."))
    if by.kind == "helper":
        _hold_contacts(draft)
    return draft


def _hold_contacts(draft: Draft) -> None:
    """Where the citizen is reached is not for a helper to change. In this copy of the row only:
    the citizen themselves may."""
    form = get_frozen_service(draft.version_id).compiled_form
    told = {
        field_id
        for field_id in origins_of(draft.prefilled)
        if field_id in form.fields and form.fields[field_id].field.prefill in ("phone", "email")
    }
    draft.locked_fields = sorted({*(draft.locked_fields or ()), *told}) or None
