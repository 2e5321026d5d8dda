"""One posted page into the draft. Nothing typed or uploaded is lost, whatever else is wrong."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from formbuilder.api import (
    CompiledForm,
    FieldError,
    PageParse,
    parse_page,
    visible_pages,
)
from motcua.files.api import unlink_files
from motcua.kernel.actors import Actor
from motcua.submissions.domain.answers import file_ids, top_level
from motcua.submissions.domain.views import PageOutcome
from motcua.submissions.errors import FieldLocked
from motcua.submissions.models import Draft
from motcua.submissions.operations.start_draft import kept_until
from motcua.submissions.operations.take_uploads import Upload, Uploads, take_uploads
from motcua.submissions.queries.drafts import lock_open_draft, origins_of, owner_of, view_of
from motcua.submissions.queries.forms import context_of, form_of

log = structlog.get_logger(__name__)
MAX_ENTERED: Final = 60_000
T = TypeVar("T")


def save_page(
    *,
    draft_id: UUID,
    page_id: str,
    posted: Mapping[str, Sequence[str]],
    files: Mapping[str, Sequence[Upload]] | None = None,
    by: Actor,
    now: datetime,
    quiet: bool = False,
) -> PageOutcome:
    """Keep what a page says; pages may come in any order and any number of times.

    ``quiet``: saved on the way, not handed in. What is not answered yet is then no fault to come
    back to; what cannot be read still is.

    Raises ``DraftMissing``, ``DraftClosed``, ``DraftExpired``, ``UnknownFormPage``, ``TooLarge``,
    and ``FieldLocked`` when a correction touches what it may not; then nothing is kept.
    """
    with transaction.atomic():
        draft = lock_open_draft(draft_id, by=by, now=now)
        form = form_of(draft).compiled_form
        form.page(page_id)
        _refuse_locked(draft, form, posted, files or {})
        posted, files = _open_inputs(draft, form, posted), _open_inputs(draft, form, files or {})
        uploads = take_uploads(draft=draft, form=form, page_id=page_id, files=files, by=by, now=now)
        parsed = _parsed(draft, form, page_id, posted=posted, uploads=uploads, now=now)
        errors = (*_merged(parsed.errors, uploads.errors), *_strangers(parsed.unknown))
        keep_answers(draft, form, dict(parsed.answers))
        next_page = _next_page(form, parsed, page_id, stay=bool(errors) or parsed.stay)
        faults = [error for error in errors if not (quiet and error.code == "required")]
        entered = _entered(form, page_id, posted) if faults else {}
        _note_page(draft, page_id, next_page, entered, is_valid=not errors)
        draft.updated_at, draft.expires_at = now, max(draft.expires_at, kept_until(now))
        draft.save(update_fields=SAVED)
    return _outcome(draft, page_id, parsed, errors=errors, entered=entered, next_page=next_page)


def _parsed(
    draft: Draft,
    form: CompiledForm,
    page_id: str,
    *,
    posted: Mapping[str, Sequence[str]],
    uploads: Uploads,
    now: datetime,
) -> PageParse:
    inputs = {**posted, **_locked_choices(draft, form, page_id)}
    world = context_of(draft.profile, now)
    return parse_page(form, page_id, inputs, uploads.stored, draft.answers, context=world)


def _outcome(
    draft: Draft,
    page_id: str,
    parsed: PageParse,
    *,
    errors: tuple[FieldError, ...],
    entered: dict[str, list[str]],
    next_page: str | None,
) -> PageOutcome:
    if parsed.unknown:
        log.warning("unknown_inputs", draft=str(draft.id), count=len(parsed.unknown))
    return PageOutcome(
        draft=view_of(draft),
        page_id=page_id,
        errors=errors,
        warnings=parsed.warnings,
        unknown=parsed.unknown,
        revealed=parsed.revealed,
        entered=entered,
        next_page=next_page,
    )


SAVED = (
    "answers",
    "entered",
    "prefilled",
    "saved_pages",
    "page_id",
    "revision",
    "updated_at",
    "expires_at",
)


def keep_answers(draft: Draft, form: CompiledForm, answers: dict[str, object]) -> None:
    """Put new answers into the row and let go of files that are no longer among them."""
    gone = file_ids(form, draft.answers) - file_ids(form, answers)
    unlink_files(file_ids=gone, owner=owner_of(draft.id))
    unchanged = draft.answers
    draft.prefilled = {
        field_id: origin
        for field_id, origin in origins_of(draft.prefilled).items()
        if field_id in answers and answers[field_id] == unchanged.get(field_id)
    }
    draft.answers = answers
    draft.revision += 1


def _refuse_locked(
    draft: Draft,
    form: CompiledForm,
    posted: Mapping[str, Sequence[str]],
    files: Mapping[str, Sequence[Upload]],
) -> None:
    if draft.locked_fields is None or draft.supersedes is None:
        return
    locked = set(draft.locked_fields)
    touched = {_owner_of_input(form, name) for name in (*posted, *files)} & locked
    if touched:
        raise FieldLocked(
            _("Chỉ được sửa những mục cơ quan yêu cầu bổ sung."), field_ids=sorted(touched)
        )


def _open_inputs(draft: Draft, form: CompiledForm, posted: Mapping[str, T]) -> Mapping[str, T]:
    """Without what the state vouches for: a page never posts it, and who does changes nothing."""
    if not draft.locked_fields:
        return posted
    locked = set(draft.locked_fields)
    return {
        name: value for name, value in posted.items() if _owner_of_input(form, name) not in locked
    }


def _locked_choices(draft: Draft, form: CompiledForm, page_id: str) -> dict[str, list[str]]:
    """Tick boxes that come back empty mean "none"; the page never posts locked ones."""
    locked = frozenset(draft.locked_fields or ())
    return {
        f"f-{item.id}": list(draft.answers[item.id])
        for item in form.page(page_id).fields
        if item.id in locked and item.type.kind == "choices" and draft.answers.get(item.id)
    }


def _owner_of_input(form: CompiledForm, name: str) -> str:
    """The lockable field an input belongs to: ``f-fld_a-day``, ``f-fld_grp-r1-fld_b`` …"""
    if not name.startswith("f-"):
        return ""
    return top_level(form, name[2:].partition("-")[0])


def _strangers(unknown: Sequence[str]) -> tuple[FieldError, ...]:
    """Inputs that no question of the page owns are refused aloud: some program sent them."""
    if not unknown:
        return ()
    message = _("Trang gửi lên có mục không thuộc biểu mẫu. Hãy tải lại trang và thử lại.")
    return (FieldError("", "", "unknown_input", message),)


def _merged(
    parsed: tuple[FieldError, ...], uploads: Sequence[FieldError]
) -> tuple[FieldError, ...]:
    """A refused upload says more than "required" about the same question."""
    refused = {(error.path, error.part) for error in uploads}
    kept = [
        error
        for error in parsed
        if not ((error.path, error.part) in refused and error.code == "required")
    ]
    return (*kept, *uploads)


def _next_page(form: CompiledForm, parsed: PageParse, page_id: str, *, stay: bool) -> str | None:
    if stay:
        return page_id
    order = form.page_ids
    position = order.index(page_id)
    walked = visible_pages(form, parsed.evaluation)
    return next((each for each in walked if order.index(each) > position), None)


def _entered(
    form: CompiledForm, page_id: str, posted: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Inputs of this page's fields as typed, for showing them again."""
    own = {field.id for field in form.page(page_id).fields}
    return {
        name: [_storable(value) for value in values]
        for name, values in posted.items()
        if _owner_of_input(form, name) in own and not name.endswith(("-remove", "-add"))
    }


def _storable(typed: str) -> str:
    """As typed, but bounded and without lone surrogates, which no encoding can hold."""
    return typed[:MAX_ENTERED].encode("utf-8", "replace").decode()


def _note_page(
    draft: Draft,
    page_id: str,
    next_page: str | None,
    entered: dict[str, list[str]],
    *,
    is_valid: bool,
) -> None:
    others = {key: value for key, value in draft.entered.items() if key != page_id}
    draft.entered = {**others, page_id: entered} if entered else others
    saved = [each for each in draft.saved_pages if each != page_id]
    draft.saved_pages = [*saved, page_id] if is_valid else saved
    draft.page_id = next_page or page_id
