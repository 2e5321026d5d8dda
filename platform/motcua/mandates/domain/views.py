"""What this app hands out: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.i18n import I18nText


@dataclass(frozen=True, slots=True)
class DeedView:
    kind: str
    service_name: I18nText
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentView:
    """``is_open``: the code waits for its use. ``deeds`` are filled in for the citizen only."""

    id: UUID
    subject: UUID
    is_walk_in: bool
    citizen_name: str
    helper_name: str
    wanted: str
    tenant_id: UUID | None
    service_slug: str
    draft_id: UUID | None
    helper_subject: UUID | None
    created_at: datetime
    code_until: datetime
    used_at: datetime | None
    until: datetime | None
    ended_at: datetime | None
    ended_by: str
    deeds: tuple[DeedView, ...] = ()

    def is_waiting(self, now: datetime) -> bool:
        return self.used_at is None and self.ended_at is None and now < self.code_until

    def is_running(self, now: datetime) -> bool:
        return self.until is not None and self.ended_at is None and now < self.until


@dataclass(frozen=True, slots=True)
class NewCode:
    """``code`` in clear is here and nowhere else."""

    consent_id: UUID
    code: str
    until: datetime
