"""Preset reasons, found without tone marks."""

from dataclasses import dataclass
from uuid import UUID

from motcua.casework.counter.models import PresetReason
from motcua.kernel.text import fold


@dataclass(frozen=True, slots=True)
class ReasonView:
    id: UUID
    reason_code: str
    text: str
    legal_basis: str
    is_active: bool
    updated_by: str

    @property
    def in_full(self) -> str:
        """As the citizen reads it."""
        if not self.legal_basis:
            return self.text
        return f"{self.text.rstrip('.')}. Căn cứ: {self.legal_basis}."


def list_reasons(
    *, query: str = "", only_active: bool = True, limit: int = 300
) -> list[ReasonView]:
    """Every word of ``query`` must be there; one query."""
    rows = PresetReason.objects.all()
    if only_active:
        rows = rows.filter(is_active=True)
    for word in fold(query).split()[:8]:
        rows = rows.filter(search_text__contains=word)
    return [
        ReasonView(
            row.pk, row.reason_code, row.text, row.legal_basis, row.is_active, row.updated_by
        )
        for row in rows[:limit]
    ]


def get_reason(reason_id: UUID) -> ReasonView | None:
    return next(
        (
            ReasonView(
                row.pk, row.reason_code, row.text, row.legal_basis, row.is_active, row.updated_by
            )
            for row in PresetReason.objects.filter(pk=reason_id)
        ),
        None,
    )
