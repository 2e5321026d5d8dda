"""Preset reasons of the tenant."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.casework.counter.errors import ReasonInvalid
from motcua.casework.counter.models import PresetReason
from motcua.casework.counter.permissions import Permission
from motcua.casework.operations.ask_supplement import REASON_CODES
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.text import fold


def save_reason(
    *,
    reason_code: str,
    text: str,
    legal_basis: str,
    by: Actor,
    now: datetime,
    is_active: bool = True,
    reason_id: UUID | None = None,
) -> UUID:
    """A new reason, or other words for one there is; what was sent before keeps its words."""
    by.require(Permission.CONFIGURE)
    text, legal_basis = " ".join(text.split()), " ".join(legal_basis.split())
    _check(reason_code, text, legal_basis)
    row = PresetReason.objects.filter(pk=reason_id).first() if reason_id else PresetReason()
    if row is None:
        raise ReasonInvalid(_("Không có lý do mẫu này."))
    row.reason_code, row.text, row.legal_basis = reason_code, text, legal_basis
    row.search_text, row.is_active = fold(f"{text} {legal_basis}"), is_active
    row.updated_at, row.updated_by = now, by.name[:200]
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ReasonInvalid(_("Lý do mẫu này đã có."), field="text") from None
    facts = {"reason": text, "legal_basis": legal_basis, "active": is_active}
    audit.record(action="counter.reason_saved", subject="counter", by=by, at=now, data=facts)
    return row.pk


def _check(reason_code: str, text: str, legal_basis: str) -> None:
    if reason_code not in REASON_CODES:
        raise ReasonInvalid(_("Hãy chọn nhóm lý do."), field="reason_code")
    if not text or len(text) > 600:
        raise ReasonInvalid(_("Hãy ghi lý do, nhiều nhất 600 chữ."), field="text")
    if len(legal_basis) > 300:
        raise ReasonInvalid(_("Căn cứ pháp lý dài quá 300 chữ."), field="legal_basis")
