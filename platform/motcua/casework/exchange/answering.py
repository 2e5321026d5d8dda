"""The answering side: an officer takes a request, answers it, and the answer goes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import ReasonMissing, RequestClosed
from motcua.casework.events import ForeignAnswered
from motcua.casework.exchange.carrier import (
    Unreachable,
    at_partner,
    find_partner,
    keep_copies,
    opened,
    outward,
)
from motcua.casework.exchange.letters import Answer, digest_of
from motcua.casework.exchange.one_step import ANSWER
from motcua.casework.exchange.requests import AGAIN_AFTER, require_request
from motcua.casework.exchange.returning import take_answer
from motcua.casework.models import ForeignRequest, ForeignState
from motcua.files import api as files
from motcua.kernel import audit, events
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import DomainError
from motcua.workflow import api as workflow
from tenants.api import current_tenant

_MOST_FILES: Final = 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file the answering officer adds."""

    name: str
    stream: IO[bytes]


def claim_request(*, request_id: UUID, by: Actor, now: datetime) -> None:
    """Raises ``RequestMissing``, ``RequestClosed``, ``WorkItemTaken``, ``WorkItemNotYours``."""
    with transaction.atomic():
        row = _lock_open(request_id, by)
        item = workflow.claim_item(item_id=row.item_id, by=by, now=now)
        row.assignee_id, row.assignee_name = item.assignee_id, by.name[:200]
        row.save(update_fields=["assignee_id", "assignee_name"])
        audit.record(action="request.claimed", subject=row.audit_subject, by=by, at=now)


def answer_request(
    *,
    request_id: UUID,
    outcome: str,
    by: Actor,
    now: datetime,
    note: str = "",
    attachments: Sequence[Attachment] = (),
    unit: str = "",
) -> None:
    """Answer with one of the outcomes the asking tenant offers, a note and files.

    Raises ``RequestMissing``, ``RequestClosed``, ``OutcomeUnknown``, ``ReasonMissing``, whatever
    storing files does, ``WorkItemTaken``, ``WorkItemNotYours``.
    """
    with transaction.atomic():
        row = _lock_open(request_id, by)
        chosen = _outcome(row, outcome)
        words = note.strip()
        if chosen["requires_reason"] and not words:
            raise ReasonMissing(_("Hãy nêu lý do."), field="note")
        workflow.complete_item(item_id=row.item_id, outcome=ANSWER, by=by, now=now, note=words)
        kept = [_store(row, each, by=by, now=now) for each in attachments[:_MOST_FILES]]
        content = {
            "outcome": chosen["id"],
            "label": chosen["label"],
            "note": words,
            "by": by.name,
            "unit": unit,
            "at": now.isoformat(),
            "files": kept,
        }
        row.answer, row.answer_digest = content, digest_of(content)
        row.state, row.answered_at, row.answered_by = ForeignState.ANSWERED, now, by.id
        row.assignee_id, row.assignee_name = by.id, by.name[:200]
        row.save()
        events.publish(ForeignAnswered(request_id=row.pk), at=now)
        facts = {"outcome": chosen["label"], "note": words, "digest": row.answer_digest}
        audit.record(
            action="request.answered", subject=row.audit_subject, by=by, at=now, data=facts
        )


def return_later(event: ForeignAnswered, at: datetime) -> None:
    """Consumer ``casework.return_answer``: bring the answer back, at least once."""
    row = ForeignRequest.objects.select_for_update().filter(pk=event.request_id).first()
    if row is None or row.answered_at is None or row.returned_at is not None:
        return
    try:
        with transaction.atomic():
            verdict = _carry(row, at)
    except (Unreachable, DomainError) as error:
        row.problem = str(error.message)
        row.save(update_fields=["problem"])
        return
    row.returned_at, row.verdict, row.problem = at, verdict, ""
    row.save(update_fields=["returned_at", "verdict", "problem"])
    facts = {"verdict": verdict, "digest": row.answer_digest}
    audit.record(action="request.returned", subject=row.audit_subject, by=SYSTEM, at=at, data=facts)


def return_waiting(*, now: datetime) -> int:
    """Answers that did not get back yet are sent anew."""
    late = ForeignRequest.objects.filter(
        state=ForeignState.ANSWERED, returned_at=None, answered_at__lt=now - AGAIN_AFTER
    )
    ids = list(late.values_list("pk", flat=True)[:200])
    with transaction.atomic():
        for request_id in ids:
            events.publish(ForeignAnswered(request_id=request_id), at=now)
    return len(ids)


def _carry(row: ForeignRequest, at: datetime) -> str:
    partner = find_partner(row.tenant_slug)
    tenant = current_tenant()
    content = row.answer
    answer = Answer(
        id=row.pk,
        from_slug=tenant.slug,
        from_name=tenant.name,
        content={**content, "files": [outward(each) for each in content["files"]]},
    )
    with opened(content["files"]) as carried, at_partner(partner):
        return take_answer(answer, carried, keep=keep_copies, now=at)


def _lock_open(request_id: UUID, by: Actor) -> ForeignRequest:
    row = ForeignRequest.objects.select_for_update().filter(pk=request_id).first()
    row = require_request(by, row)
    if row.state == ForeignState.ANSWERED:
        raise RequestClosed(_("Yêu cầu này đã được trả lời."))
    if row.state == ForeignState.RECALLED:
        raise RequestClosed(_("Cơ quan gửi không còn chờ trả lời yêu cầu này."))
    return row


def _outcome(row: ForeignRequest, wanted: str) -> dict[str, Any]:
    for each in row.shared["outcomes"]:
        if each["id"] == wanted:
            found: dict[str, Any] = each
            return found
    raise workflow.OutcomeUnknown(_("Hãy chọn một câu trả lời."), field="outcome")


def _store(row: ForeignRequest, each: Attachment, *, by: Actor, now: datetime) -> dict[str, Any]:
    stored = files.store_upload(
        stream=each.stream, name=each.name, by=by, now=now, owner=f"request:{row.pk}"
    )
    return stored.as_answer()
