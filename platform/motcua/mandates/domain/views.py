"""What this app hands out: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
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


PrincipalKind = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class PrincipalView:
    """Somebody one may act for now. ``id``: account or organisation, or the mandate where the
    person has no account. ``basis``: ``consent`` or ``paper``. ``until``: nothing means until it is
    ended. ``number``: personal number or tax code, empty where it is not proven."""

    id: UUID
    kind: PrincipalKind
    name: str
    mandate_id: UUID
    basis: str
    until: datetime | None
    relation: str
    number: str
    has_account: bool
    tenant_id: UUID | None
    service_slug: str
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class UseView:
    tenant_id: UUID
    service_name: I18nText
    at: datetime


@dataclass(frozen=True, slots=True)
class MandateView:
    """``my_side``: ``principal`` or ``agent``, of whoever asked."""

    id: UUID
    kind: PrincipalKind
    principal: UUID | None
    agent: UUID | None
    principal_name: str
    agent_name: str
    number: str
    birth_date: str
    relation: str
    basis: str
    state: str
    answer_by: str
    wanted: str
    tenant_id: UUID | None
    service_slug: str
    until: datetime | None
    created_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    reason: str
    checked_by: str
    file_id: UUID | None
    file_name: str
    my_side: str = ""
    uses: tuple[UseView, ...] = ()

    def is_in_force(self, now: datetime) -> bool:
        return self.state == "active" and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """As one of its people sees it. ``places``: tenants that have checked its paper."""

    id: UUID
    name: str
    tax_code: str
    my_mandate_id: UUID
    is_admin: bool
    people: tuple[MandateView, ...]
    proofs: tuple[MandateView, ...]
