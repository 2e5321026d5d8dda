"""One side proposes, the other answers with its own account."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.api import ProvenPerson, account_is_open, proven_person
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.limits import check_limit
from motcua.mandates.domain.relations import RELATIONS, ROLES
from motcua.mandates.domain.views import MandateView
from motcua.mandates.errors import MandateInvalid, MandateMissing, NotProven
from motcua.mandates.models import Basis, Kind, Mandate, Organisation, Relation, Side, State
from motcua.mandates.operations.letters import send_invitation
from motcua.mandates.queries.mandates import view_of, wanted_index
from tenants.api import in_public, list_active

LONGEST: Final = timedelta(days=366 * 5)
_A_DAY: Final = 20
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s]{2,}")
_NUMBER: Final = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """``i_am``: which side proposes. ``wanted``: address of the other side's account, or their
    personal number. ``until`` is asked for."""

    i_am: Literal["principal", "agent"]
    wanted: str
    relation: str
    until: datetime | None
    tenant_id: UUID | None = None


def propose_mandate(*, proposal: Proposal, subject: UUID, now: datetime) -> MandateView:
    """Nothing holds before the other side agrees; nobody is told whether they have an account.

    Raises ``MandateInvalid``, ``NotProven``, ``LimitReached``.
    """
    with in_public():
        me = require_proven(subject)
        _check(proposal, me, now)
        key = clean_wanted(proposal.wanted)
        mine = {"name": me.name, "personal_number": me.number, "birth_date": me.birth_date}
        is_principal = proposal.i_am == "principal"
        row = Mandate(
            kind=Kind.PERSON,
            principal=subject if is_principal else None,
            agent=None if is_principal else subject,
            relation=Relation(proposal.relation),
            basis=Basis.CONSENT,
            state=State.INVITED,
            answer_by=Side.AGENT if is_principal else Side.PRINCIPAL,
            facts={proposal.i_am: mine, "wanted": key},
            tenant_id=proposal.tenant_id,
            good_until=proposal.until,
            created_at=now,
        )
        return _invite(row, key, me, now)


def invite_member(
    *, organisation_id: UUID, wanted: str, role: str, subject: UUID, now: datetime
) -> MandateView:
    """By an admin. Raises ``MandateMissing``, ``MandateInvalid``, ``LimitReached``."""
    with in_public():
        me = require_proven(subject)
        require_admin(organisation_id, subject)
        if role not in ROLES:
            raise MandateInvalid(_("Hãy chọn vai trò."), field="role")
        key = clean_wanted(wanted)
        if key in me.keys:
            raise MandateInvalid(_("Đây là tài khoản của chính ông/bà."), field="wanted")
        org = Organisation.objects.get(pk=organisation_id)
        row = Mandate(
            kind=Kind.ORGANISATION,
            principal=org.pk,
            relation=Relation(role),
            basis=Basis.CONSENT,
            state=State.INVITED,
            answer_by=Side.AGENT,
            facts={"principal": {"name": org.name, "tax_code": org.tax_code}, "wanted": key},
            created_at=now,
        )
        return _invite(row, key, me, now)


def answer_invitation(
    *, mandate_id: UUID, accepts: bool, subject: UUID, now: datetime
) -> MandateView:
    """By whoever it is addressed to, with their own account and nobody else's.

    Raises ``MandateMissing``, ``NotProven``, ``MandateInvalid`` when it makes no sense any more.
    """
    with in_public(), transaction.atomic():
        me = require_proven(subject)
        row = (
            Mandate.objects.select_for_update()
            .filter(
                pk=mandate_id,
                state=State.INVITED,
                wanted_index__in=[wanted_index(each) for each in me.keys],
            )
            .first()
        )
        if row is None:
            raise MandateMissing(_("Không tìm thấy lời mời này."))
        if accepts:
            _accept(row, me, now)
        else:
            row.state = State.DECLINED
        row.wanted_index = ""
        row.save()
        _note(row, "mandate.accepted" if accepts else "mandate.declined", me, now)
        return view_of(row)


def _accept(row: Mandate, me: ProvenPerson, now: datetime) -> None:
    other = row.agent if row.answer_by == Side.PRINCIPAL else row.principal
    is_person = row.kind == Kind.PERSON
    gone = is_person and (other is None or not account_is_open(other))
    if gone or other == me.subject or (row.good_until is not None and row.good_until <= now):
        raise MandateInvalid(_("Lời mời này không còn hiệu lực."))
    mine = {"name": me.name, "personal_number": me.number, "birth_date": me.birth_date}
    if row.answer_by == Side.PRINCIPAL:
        row.principal, row.facts = me.subject, {**row.facts, "principal": mine}
    else:
        row.agent, row.facts = me.subject, {**row.facts, "agent": mine}
    if not is_person and _is_member(row.principal, me.subject):
        raise MandateInvalid(_("Ông/bà đã là người của tổ chức này."))
    row.state, row.began_at = State.ACTIVE, now


def _is_member(organisation_id: UUID | None, subject: UUID) -> bool:
    return Mandate.objects.filter(
        principal=organisation_id, agent=subject, basis=Basis.CONSENT, state=State.ACTIVE
    ).exists()


def require_proven(subject: UUID) -> ProvenPerson:
    """Who acts in law by an account must be who the account says."""
    me = proven_person(subject)
    if me is None or not me.is_proven:
        raise NotProven(_("Việc này cần tài khoản đã xác minh danh tính (mức 2)."))
    return me


def require_admin(organisation_id: UUID, subject: UUID) -> Mandate:
    """Raises ``MandateMissing`` for everybody else."""
    row = Mandate.objects.filter(
        principal=organisation_id,
        agent=subject,
        kind=Kind.ORGANISATION,
        relation=Relation.ADMIN,
        basis=Basis.CONSENT,
        state=State.ACTIVE,
    ).first()
    if row is None:
        raise MandateMissing(_("Không tìm thấy tổ chức này."))
    return row


def clean_wanted(typed: str) -> str:
    """Raises ``MandateInvalid``."""
    text = "".join(typed[:300].split()).lower()
    if _NUMBER.fullmatch(text) or (_EMAIL.fullmatch(text) and len(text) <= 254):
        return text
    raise MandateInvalid(_("Hãy ghi thư điện tử, hoặc số định danh gồm 12 chữ số."), field="wanted")


def _check(proposal: Proposal, me: ProvenPerson, now: datetime) -> None:
    if proposal.relation not in RELATIONS:
        raise MandateInvalid(_("Hãy chọn quan hệ với người được đại diện."), field="relation")
    if clean_wanted(proposal.wanted) in me.keys:
        raise MandateInvalid(_("Đây là tài khoản của chính ông/bà."), field="wanted")
    if proposal.until is None or not now < proposal.until <= now + LONGEST:
        raise MandateInvalid(
            _("Hãy chọn ngày kết thúc, trong vòng 5 năm kể từ hôm nay."), field="until"
        )
    if proposal.tenant_id not in {None, *(each.id for each in list_active())}:
        raise MandateInvalid(_("Hãy chọn cơ quan trong danh sách."), field="tenant")


def _invite(row: Mandate, key: str, me: ProvenPerson, now: datetime) -> MandateView:
    check_limit(
        name="mandate_invite",
        subject=str(me.subject),
        allowed=_A_DAY,
        per=timedelta(days=1),
        now=now,
    )
    with transaction.atomic():
        row.wanted_index = wanted_index(key)
        row.save(force_insert=True)
        _note(row, "mandate.proposed", me, now)
        if "@" in key:
            transaction.on_commit(lambda: send_invitation(to=key, name=me.name))
    return view_of(row, side="principal" if row.principal == me.subject else "agent")


def _note(row: Mandate, action: str, me: ProvenPerson, now: datetime) -> None:
    by = Actor(kind="citizen", id=me.subject, name=me.name)
    data: dict[str, Any] = {"relation": row.relation, "kind": row.kind}
    audit.record(action=action, subject=f"mandate:{row.pk}", by=by, at=now, data=data)
