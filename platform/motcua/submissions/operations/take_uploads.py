"""Files of a posted page: each is stored or refused by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, Final, Protocol, cast

from django.conf import settings
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm, FieldError, UploadLimits
from motcua.files.api import Quota, StoredFileView, store_upload, unlink_files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.submissions.domain.answers import file_input, read_path
from motcua.submissions.models import Draft
from motcua.submissions.queries.drafts import owner_of

MAX_FILES_A_PAGE: Final = 20


class Upload(Protocol):
    """What Django's ``UploadedFile`` offers."""

    name: str | None
    content_type: str | None

    def read(self, num_bytes: int | None = None, /) -> bytes: ...


@dataclass(slots=True)
class Uploads:
    """``stored`` maps input names to file answers, as ``parse_page`` wants them."""

    stored: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)


def take_uploads(
    *,
    draft: Draft,
    form: CompiledForm,
    page_id: str,
    files: Mapping[str, Sequence[Upload]],
    by: Actor,
    now: datetime,
) -> Uploads:
    """Store what belongs to file questions of this page; names of others go to nobody.

    The same file posted twice to one question (a page sent again) is kept once.
    """
    taken = Uploads()
    count = 0
    for name, uploads in files.items():
        found = file_input(form, name)
        given = [upload for upload in uploads if upload.name]
        if found is None or found[0].page_id != page_id or not given:
            continue
        item, path, ending, limits = found
        there = _there(draft.answers, path)
        kept: list[Mapping[str, Any]] = []
        for upload in given:
            count += 1
            try:
                _check_count(count)
                stored = _store(upload, limits, draft=draft, by=by, now=now)
            except DomainError as error:
                taken.errors.append(FieldError(item.id, path, error.code, error.message, ending))
                continue
            if (stored.sha256, stored.name) in there:
                unlink_files(file_ids=[stored.id], owner=owner_of(draft.id))
                continue
            there.add((stored.sha256, stored.name))
            kept.append(stored.as_answer())
        taken.stored[name] = kept
    return taken


def _store(
    upload: Upload, limits: UploadLimits, *, draft: Draft, by: Actor, now: datetime
) -> StoredFileView:
    return store_upload(
        stream=cast("IO[bytes]", upload),
        name=upload.name or "",
        declared_type=upload.content_type or "",
        limit_bytes=limits.max_bytes,
        allowed=limits.media_types,
        strip_metadata=True,
        owner=owner_of(draft.id),
        quota=Quota(settings.MOTCUA_DRAFT_MAX_FILES, settings.MOTCUA_DRAFT_MAX_BYTES),
        by=by,
        now=now,
    )


def _there(answers: Mapping[str, Any], path: str) -> set[tuple[str, str]]:
    entries = read_path(answers, path)
    entries = entries if isinstance(entries, list) else []
    return {(entry["sha256"], entry["name"]) for entry in entries}


def _check_count(count: int) -> None:
    if count > MAX_FILES_A_PAGE:
        raise TooManyAtOnce(
            _("Mỗi lần gửi được nhiều nhất %(count)d tệp.") % {"count": MAX_FILES_A_PAGE}
        )


class TooManyAtOnce(DomainError):
    code = "too_many_files"
    status = 413
