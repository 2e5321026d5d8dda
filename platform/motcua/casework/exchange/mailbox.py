"""The answering side's letter box: what another tenant's letter may do here, and nothing else."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import LetterRefused
from motcua.casework.exchange.carrier import OpenFile
from motcua.casework.exchange.desk import desk_of
from motcua.casework.exchange.letters import Letter
from motcua.casework.exchange.one_step import close_step, open_step
from motcua.casework.models import ForeignRequest, ForeignState
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from tenants.api import current_tenant

Keep = Callable[..., list[dict[str, Any]]]


def take_in(letter: Letter, carried: Sequence[OpenFile], *, keep: Keep, now: datetime) -> None:
    """Keep the request and give it to the desk. A letter that comes twice changes nothing.

    Raises ``LetterRefused``: not for us, another letter under a known id, or altered files.
    """
    if letter.to_slug != current_tenant().slug:
        raise LetterRefused(_("Thư này gửi cho cơ quan khác."))
    with transaction.atomic():
        known = ForeignRequest.objects.filter(pk=letter.id).first()
        if known is not None:
            _check_same(known, letter)
            return
        copies = keep(carried, owner=f"request:{letter.id}", now=now)
        desk = desk_of()
        item = open_step(letter.id, desk=desk, due_at=letter.due_at, now=now)
        row = ForeignRequest.objects.create(
            id=letter.id,
            tenant_slug=letter.from_slug,
            tenant_name=letter.from_name,
            number=letter.number,
            service_name=dict(letter.service_name),
            step_name=letter.step_name,
            shared={**letter.shared, "files": copies},
            digest=letter.digest,
            item_id=item.id,
            role=desk.role,
            agency_id=desk.agency_id,
            received_at=now,
            due_at=letter.due_at,
        )
        facts = {"from": row.tenant_name, "number": row.number, "digest": row.digest}
        audit.record(
            action="request.received", subject=row.audit_subject, by=SYSTEM, at=now, data=facts
        )


def recall_here(request_id: UUID, *, from_slug: str, reason: str, now: datetime) -> None:
    """The asking tenant waits no longer. One that was answered already stays answered."""
    with transaction.atomic():
        row = ForeignRequest.objects.select_for_update().filter(pk=request_id).first()
        if row is None or row.tenant_slug != from_slug or row.recalled_at is not None:
            return
        row.recalled_at, row.recall_reason = now, reason[:300]
        if row.state == ForeignState.OPEN:
            row.state = ForeignState.RECALLED
            close_step(row.pk, now=now, note=reason)
        row.save(update_fields=["state", "recalled_at", "recall_reason"])
        facts = {"reason": reason}
        audit.record(
            action="request.recalled", subject=row.audit_subject, by=SYSTEM, at=now, data=facts
        )


def _check_same(known: ForeignRequest, letter: Letter) -> None:
    if known.tenant_slug != letter.from_slug or known.digest != letter.digest:
        raise LetterRefused(_("Đã có yêu cầu khác mang mã này."))
