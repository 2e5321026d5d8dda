"""What the office does with a request about personal data."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.estore import api as estore
from motcua.identity.api import ApplicantMissing, applicant_actor, get_applicant
from motcua.kernel.actors import Actor
from motcua.privacy.domain.requests import CLOSES_STORE, Kind, State
from motcua.privacy.errors import RequestInvalid, RequestMissing, RequestMoved
from motcua.privacy.models import DataRequest
from motcua.privacy.operations.moving import move
from motcua.privacy.operations.telling import tell
from motcua.privacy.permissions import Permission
from motcua.submissions import api as submissions


def accept(*, request_id: UUID, by: Actor, now: datetime) -> None:
    """It is taken on. A copy is begun at once; the request is done when the bundle is ready."""
    from motcua.privacy.operations.copies import queue_copy

    with _locked(request_id, by) as row:
        row.accepted_at, row.handled_by = now, by.name[:200]
        move(row, State.ACCEPTED, by=by, now=now, action="data_request.accepted")
        tell(row, "data_request_accepted", now=now)
        if row.kind == Kind.COPY:
            queue_copy(row, now=now)


def refuse(*, request_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """Also after it was taken on, e.g. because the law has the agency keep the data."""
    with _locked(request_id, by) as row:
        _reply(row, reason, by)
        move(row, State.REFUSED, by=by, now=now, action="data_request.refused")
        tell(row, "data_request_refused", now=now)


def finish(*, request_id: UUID, reply: str, by: Actor, now: datetime) -> dict[str, int]:
    """It is done. What is the citizen's own here and no part of a dossier is seen to now: see
    ``_carry_out``; the dossiers themselves stay as long as the law keeps them. Says what was done.
    """
    with _locked(request_id, by) as row:
        if row.kind == Kind.COPY:
            raise RequestMoved(_("Bản sao tự gửi cho người yêu cầu khi làm xong."))
        _reply(row, reply, by)
        done = _carry_out(row, now=now)
        move(row, State.DONE, by=by, now=now, action="data_request.done", data=dict(done))
        tell(row, "data_request_done", now=now)
    return done


def _carry_out(row: DataRequest, *, now: datetime) -> dict[str, int]:
    """Deleting: drafts that were not sent, and own uploads in the store. Withdrawing, restricting
    and objecting: earlier papers are not offered again. In the citizen's own name: these are
    theirs, the officer never sees them."""
    done: dict[str, int] = {}
    if row.kind in CLOSES_STORE:
        done["store_closed"] = int(estore.close_store(applicant_id=row.applicant_id, now=now))
    if row.kind == Kind.DELETE:
        try:
            person = applicant_actor(get_applicant(row.applicant_id))
        except ApplicantMissing:
            return done
        drafts = submissions.list_drafts(applicant_id=row.applicant_id)
        unsent = [each for each in drafts if not each.is_correction]
        for each in unsent:
            submissions.discard_draft(draft_id=each.id, by=person, now=now)
        done["drafts"] = len(unsent)
        done["papers"] = estore.empty_store(by=person, now=now)
    return done


@contextmanager
def _locked(request_id: UUID, by: Actor) -> Iterator[DataRequest]:
    by.require(Permission.HANDLE)
    with transaction.atomic():
        row = DataRequest.objects.select_for_update().filter(pk=request_id).first()
        if row is None:
            raise RequestMissing(_("Không tìm thấy yêu cầu này."))
        yield row


def _reply(row: DataRequest, words: str, by: Actor) -> None:
    """Raises ``RequestInvalid``."""
    found = words.strip().replace("\x00", "")
    if not 5 <= len(found) <= 10_000:
        raise RequestInvalid(_("Viết từ 5 đến 10.000 ký tự."), field="reply")
    content: dict[str, Any] = row.content
    row.content, row.handled_by = {**content, "reply": found}, by.name[:200]
