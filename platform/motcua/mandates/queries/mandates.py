"""Who may act for whom: in force at this moment, and as the people concerned see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.identity.api import account_is_open
from motcua.kernel.crypto import blind_index
from motcua.kernel.schemas import current_schema
from motcua.mandates.domain.views import (
    MandateView,
    OrganisationView,
    PrincipalKind,
    PrincipalView,
    UseView,
)
from motcua.mandates.errors import MandateMissing
from motcua.mandates.models import Basis, Kind, Mandate, Organisation, Relation, Side, State
from tenants.api import current_tenant, in_public

_WANTED: Final = "mandates.wanted"
_SHOWN: Final = 100
PAGE_SIZE: Final = 30


def wanted_index(key: str) -> str:
    """By which an invitation finds whom it is for. Call in the public schema."""
    return blind_index(key, purpose=_WANTED)


def in_force(rows: QuerySet[Mandate], now: datetime) -> QuerySet[Mandate]:
    return rows.filter(Q(good_until=None) | Q(good_until__gt=now), state=State.ACTIVE)


def whom_may_act_for(subject: UUID, *, now: datetime) -> list[PrincipalView]:
    """Whom the account ``subject`` may act for in the current tenant; on the platform, anywhere.

    Persons first. Asked anew each time: what either side ends has no effect any more, and neither
    has what another tenant's officers believed.
    """
    tenant_id = None if current_schema() == "public" else current_tenant().id
    with in_public():
        rows = in_force(Mandate.objects.filter(agent=subject), now).exclude(relation=Relation.PROOF)
        if tenant_id is not None:
            rows = rows.filter(Q(tenant_id=None) | Q(tenant_id=tenant_id))
        own = list(rows.order_by("created_at")[:_SHOWN])
        orgs = _believed([each.principal for each in own if _is_org(each)], tenant_id, now)
        people = [_person(each) for each in own if not _is_org(each) and _is_alive(each)]
        bodies = [_body(each, orgs[each.principal]) for each in own if each.principal in orgs]
    return [*people, *sorted(bodies, key=lambda each: each.name)]


def find_principal(
    mandate_id: UUID, *, agent: UUID, now: datetime, service_slug: str = ""
) -> PrincipalView | None:
    """That one, if ``agent`` may use it here now (for that service)."""
    for each in whom_may_act_for(agent, now=now):
        if each.mandate_id == mandate_id and each.service_slug in ("", service_slug):
            return each
    return None


def _is_org(row: Mandate) -> bool:
    return row.kind == Kind.ORGANISATION


def _is_alive(row: Mandate) -> bool:
    return row.principal is None or account_is_open(row.principal)


def _believed(
    ids: Iterable[UUID | None], tenant_id: UUID | None, now: datetime
) -> dict[UUID | None, Organisation]:
    """Of these organisations those whose paper this tenant has checked (on the platform: any)."""
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    proofs = in_force(Mandate.objects.filter(principal__in=wanted, relation=Relation.PROOF), now)
    if tenant_id is not None:
        proofs = proofs.filter(tenant_id=tenant_id)
    proven = set(proofs.values_list("principal", flat=True))
    return {each.pk: each for each in Organisation.objects.filter(pk__in=wanted & proven)}


def _person(row: Mandate) -> PrincipalView:
    person: dict[str, Any] = row.facts.get("principal", {})
    return PrincipalView(
        id=row.principal or row.pk,
        kind="person",
        name=person.get("name", ""),
        mandate_id=row.pk,
        basis=row.basis,
        until=row.good_until,
        relation=row.relation,
        number=person.get("personal_number", ""),
        has_account=row.principal is not None,
        tenant_id=row.tenant_id,
        service_slug=row.service_slug,
        checked_by=row.facts.get("checked_by", ""),
    )


def _body(row: Mandate, org: Organisation) -> PrincipalView:
    return PrincipalView(
        id=org.pk,
        kind="organisation",
        name=org.name,
        mandate_id=row.pk,
        basis=row.basis,
        until=row.good_until,
        relation=row.relation,
        number=org.tax_code,
        has_account=True,
        tenant_id=None,
        service_slug="",
    )


def my_mandates(subject: UUID) -> list[MandateView]:
    """Of persons: those the account gave and those it has, newest first, with their uses."""
    with in_public():
        rows = Mandate.objects.filter(
            Q(principal=subject) | Q(agent=subject), kind=Kind.PERSON
        ).prefetch_related("uses")
        return [
            view_of(each, side="principal" if each.principal == subject else "agent", uses=True)
            for each in rows.order_by("-created_at")[:_SHOWN]
        ]


def invitations_for(keys: Iterable[str]) -> list[MandateView]:
    """Waiting for an answer of who is known by one of ``keys`` (``ProvenPerson.keys``)."""
    with in_public():
        wanted = [wanted_index(each) for each in keys]
        rows = Mandate.objects.filter(state=State.INVITED, wanted_index__in=wanted)
        return [view_of(each, side=each.answer_by) for each in rows.order_by("-created_at")[:20]]


def organisations_of(subject: UUID, *, now: datetime) -> list[OrganisationView]:
    """With all their people, for those who belong to them."""
    with in_public():
        mine = in_force(
            Mandate.objects.filter(agent=subject, kind=Kind.ORGANISATION, basis=Basis.CONSENT),
            now,
        )
        own = {each.principal: each for each in mine if each.principal is not None}
        rows = Mandate.objects.filter(
            principal__in=own, kind=Kind.ORGANISATION, state__in=[State.ACTIVE, State.INVITED]
        ).order_by("created_at")
        by_org: dict[UUID | None, list[MandateView]] = {}
        for each in rows:
            by_org.setdefault(each.principal, []).append(view_of(each))
        orgs = Organisation.objects.filter(pk__in=own).order_by("name")
        return [_organisation(each, own[each.pk], by_org[each.pk]) for each in orgs]


def _organisation(org: Organisation, mine: Mandate, rows: list[MandateView]) -> OrganisationView:
    return OrganisationView(
        id=org.pk,
        name=org.name,
        tax_code=org.tax_code,
        my_mandate_id=mine.pk,
        is_admin=mine.relation == Relation.ADMIN,
        people=tuple(each for each in rows if each.relation != Relation.PROOF),
        proofs=tuple(each for each in rows if each.relation == Relation.PROOF),
    )


def papers_here(
    *, state: State, limit: int = PAGE_SIZE, offset: int = 0
) -> tuple[list[MandateView], int]:
    """What people brought to the current tenant to be checked, oldest first while it waits."""
    tenant_id = current_tenant().id
    with in_public():
        rows = Mandate.objects.filter(tenant_id=tenant_id, basis=Basis.PAPER, state=state)
        ordered = rows.order_by("created_at" if state == State.WAITING else "-created_at", "pk")
        return [view_of(each) for each in ordered[offset : offset + limit]], rows.count()


def paper_here(mandate_id: UUID) -> MandateView:
    """Raises ``MandateMissing``, also for another tenant's."""
    tenant_id = current_tenant().id
    with in_public():
        row = Mandate.objects.filter(pk=mandate_id, tenant_id=tenant_id, basis=Basis.PAPER).first()
        if row is None:
            raise MandateMissing(_("Không tìm thấy giấy tờ này."))
        return view_of(row)


def papers_of(subject: UUID) -> list[MandateView]:
    """What one person brought to the current tenant."""
    tenant_id = current_tenant().id
    with in_public():
        rows = Mandate.objects.filter(tenant_id=tenant_id, basis=Basis.PAPER, agent=subject)
        return [view_of(each, side="agent") for each in rows.order_by("-created_at")[:20]]


def organisation_ids() -> QuerySet[Organisation, UUID]:
    """A subquery for who keeps something by account or organisation. In the public schema."""
    return Organisation.objects.values_list("pk", flat=True)


def view_of(row: Mandate, *, side: str = "", uses: bool = False) -> MandateView:
    facts: dict[str, Any] = row.facts or {}
    principal, agent = facts.get("principal", {}), facts.get("agent", {})
    file = facts.get("file") or {}
    kind: PrincipalKind = "organisation" if row.kind == Kind.ORGANISATION else "person"
    found = sorted(row.uses.all(), key=lambda use: use.at, reverse=True)[:20] if uses else []
    return MandateView(
        id=row.pk,
        kind=kind,
        principal=row.principal,
        agent=row.agent,
        principal_name=principal.get("name", ""),
        agent_name=agent.get("name", ""),
        number=principal.get("tax_code") or principal.get("personal_number", ""),
        birth_date=principal.get("birth_date", ""),
        relation=row.relation,
        basis=row.basis,
        state=row.state,
        answer_by=row.answer_by if row.state == State.INVITED else Side.NOBODY,
        wanted=facts.get("wanted", ""),
        tenant_id=row.tenant_id,
        service_slug=row.service_slug,
        until=row.good_until,
        created_at=row.created_at,
        began_at=row.began_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        reason=facts.get("reason", ""),
        checked_by=facts.get("checked_by", ""),
        file_id=UUID(file["file_id"]) if file else None,
        file_name=file.get("name", ""),
        my_side=side,
        uses=tuple(UseView(each.tenant_id, each.service_name, each.at) for each in found),
    )
