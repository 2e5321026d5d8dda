"""Either side ends it, with effect at once; dossiers that were filed stay filed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.api import AccountPart
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.mandates.errors import LastAdmin, MandateInvalid, MandateMissing
from motcua.mandates.models import (
    Basis,
    HelperConsent,
    Kind,
    Mandate,
    MandateUse,
    Organisation,
    Relation,
    Side,
    State,
)
from motcua.mandates.operations.invite import require_admin
from tenants.api import current_tenant, in_public

_OPEN = (State.INVITED, State.WAITING, State.ACTIVE)


def end_mandate(*, mandate_id: UUID, subject: UUID, by: Actor, now: datetime) -> None:
    """By the principal, the agent, or an admin of the organisation. Ended before: nothing happens.

    Raises ``MandateMissing``; ``LastAdmin`` when nobody would be left to look after the
    organisation's people.
    """
    with in_public(), transaction.atomic():
        row = Mandate.objects.select_for_update().filter(pk=mandate_id).first()
        side = _side_of(row, subject) if row is not None else None
        if row is None or side is None:
            raise MandateMissing(_("Không tìm thấy việc đại diện này."))
        if row.state not in _OPEN:
            return
        _keep_an_admin(row)
        _end(row, side, by=by, now=now)


def change_role(*, mandate_id: UUID, role: str, subject: UUID, by: Actor, now: datetime) -> None:
    """An admin makes a member an admin, or the other way round. Raises as ``end_mandate`` does."""
    with in_public(), transaction.atomic():
        row = (
            Mandate.objects.select_for_update()
            .filter(pk=mandate_id, kind=Kind.ORGANISATION, basis=Basis.CONSENT, state=State.ACTIVE)
            .first()
        )
        if row is None or row.principal is None:
            raise MandateMissing(_("Không tìm thấy việc đại diện này."))
        require_admin(row.principal, subject)
        if role not in (Relation.ADMIN, Relation.MEMBER):
            raise MandateInvalid(_("Hãy chọn vai trò."), field="role")
        if role == Relation.MEMBER:
            _keep_an_admin(row)
        row.relation = Relation(role)
        row.save(update_fields=["relation"])
        _note(row, "mandate.role_changed", by, now, role=role)


def end_paper(*, mandate_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """By the tenant that checked the paper, on learning that it is worth nothing (any more)."""
    tenant_id = current_tenant().id
    with in_public(), transaction.atomic():
        row = (
            Mandate.objects.select_for_update()
            .filter(pk=mandate_id, tenant_id=tenant_id, basis=Basis.PAPER, state=State.ACTIVE)
            .first()
        )
        if row is None:
            raise MandateMissing(_("Không tìm thấy giấy tờ này."))
        row.facts = {**row.facts, "reason": reason.strip()[:500]}
        _end(row, Side.AGENCY, by=by, now=now)


def _side_of(row: Mandate, subject: UUID) -> Side | None:
    """Who asks, or nobody. A proof is the organisation's: its admins end it."""
    if row.kind == Kind.ORGANISATION:
        if row.principal is not None and _administers(row.principal, subject):
            return Side.PRINCIPAL
        waits = row.relation == Relation.PROOF and row.state == State.WAITING
        return Side.AGENT if row.agent == subject and (waits or _is_person(row)) else None
    if row.principal == subject:
        return Side.PRINCIPAL
    return Side.AGENT if row.agent == subject else None


def _is_person(row: Mandate) -> bool:
    return row.relation != Relation.PROOF


def _administers(organisation_id: UUID, subject: UUID) -> bool:
    try:
        require_admin(organisation_id, subject)
    except MandateMissing:
        return False
    return True


def _keep_an_admin(row: Mandate) -> None:
    """The organisation is locked, so that two admins leaving at once do not both go."""
    if row.relation != Relation.ADMIN or row.state != State.ACTIVE or row.principal is None:
        return
    Organisation.objects.select_for_update().get(pk=row.principal)
    others = Mandate.objects.filter(
        principal=row.principal,
        relation=Relation.ADMIN,
        basis=Basis.CONSENT,
        state=State.ACTIVE,
    ).exclude(pk=row.pk)
    if not others.exists():
        raise LastAdmin(
            _("Đây là người quản trị cuối cùng. Hãy giao quyền quản trị cho người khác trước.")
        )


def _end(row: Mandate, side: Side, *, by: Actor, now: datetime) -> None:
    row.state, row.ended_at, row.ended_by, row.wanted_index = State.ENDED, now, side, ""
    row.save()
    _note(row, "mandate.ended", by, now, side=str(side))


def _note(row: Mandate, action: str, by: Actor, now: datetime, **data: str) -> None:
    audit.record(action=action, subject=f"mandate:{row.pk}", by=by, at=now, data=data)


def note_use(
    *, mandate_id: UUID, service_name: Mapping[str, str], by: Actor, now: datetime
) -> None:
    """A dossier was filed by it: told to both sides, and in the chain."""
    tenant_id = current_tenant().id
    with in_public(), transaction.atomic():
        MandateUse.objects.create(
            mandate_id=mandate_id, tenant_id=tenant_id, service_name=dict(service_name), at=now
        )
        audit.record(
            action="mandate.used",
            subject=f"mandate:{mandate_id}",
            by=by,
            at=now,
            data={"tenant": str(tenant_id)},
        )


class MandatesPart(AccountPart):
    """An account that goes takes along what was given to it and by it. An organisation outlives its
    people: whoever brings a paper anew looks after it."""

    key = "mandates"

    def leave_platform(self, subject: UUID, *, now: datetime) -> None:
        HelperConsent.objects.filter(subject=subject).delete()
        HelperConsent.objects.filter(helper_subject=subject).delete()
        Mandate.objects.filter(principal=subject, kind=Kind.PERSON).delete()
        Mandate.objects.filter(agent=subject).exclude(relation=Relation.PROOF).delete()
        for row in Mandate.objects.filter(agent=subject):
            row.agent, row.facts = None, {**row.facts, "agent": {}}
            if row.state == State.WAITING:
                row.state = State.REFUSED
            row.save()
