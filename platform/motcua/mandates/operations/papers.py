"""A paper instead of the other side's account: checked by an officer, good in that tenant only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.files.api import store_upload
from motcua.identity.api import (
    ApplicantView,
    account_of_personal_number,
    applicant_actor,
    applicant_of_subject,
    proven_person,
)
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from motcua.kernel.limits import check_limit
from motcua.kernel.text import fold
from motcua.mandates.domain.relations import RELATIONS
from motcua.mandates.domain.tax_codes import clean_tax_code
from motcua.mandates.domain.views import MandateView
from motcua.mandates.errors import MandateInvalid, MandateMissing, MandateOver
from motcua.mandates.models import Basis, Kind, Mandate, Organisation, Relation, State
from motcua.mandates.operations.invite import LONGEST, require_proven
from motcua.mandates.operations.telling import PAPER_CHECKED, PAPER_REFUSED
from motcua.mandates.permissions import Permission
from motcua.mandates.queries.mandates import in_force, view_of
from motcua.notifications.api import Recipient, notify
from tenants.api import current_tenant, in_public

MOST_BYTES: Final = 20 * 1024 * 1024
_A_DAY: Final = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom somebody says they may act for. ``number``: personal number or tax code."""

    kind: str
    name: str
    number: str
    relation: str = ""
    birth_date: str = ""


def bring_paper(
    *,
    claim: Claim,
    agent: ApplicantView,
    paper: IO[bytes] | None,
    paper_name: str,
    now: datetime,
) -> MandateView:
    """Waits for an officer of the current tenant. Raises ``MandateInvalid``, ``NotProven``,
    ``LimitReached``, and what storing files does."""
    require_proven(agent.subject)
    facts = _facts(claim, agent)
    if paper is None:
        raise MandateInvalid(_("Hãy gửi kèm giấy tờ chứng minh."), field="paper")
    check_limit(
        name="mandate_paper",
        subject=str(agent.subject),
        allowed=_A_DAY,
        per=timedelta(days=1),
        now=now,
    )
    with transaction.atomic():
        return _keep(claim, facts, agent, paper=paper, paper_name=paper_name, now=now)


def _keep(
    claim: Claim,
    facts: dict[str, Any],
    agent: ApplicantView,
    *,
    paper: IO[bytes],
    paper_name: str,
    now: datetime,
) -> MandateView:
    by, mandate_id, tenant_id = applicant_actor(agent), new_id(), current_tenant().id
    stored = store_upload(
        stream=paper,
        name=paper_name,
        limit_bytes=MOST_BYTES,
        strip_metadata=True,
        owner=f"mandate:{mandate_id}",
        by=by,
        now=now,
    )
    file = {"file_id": str(stored.id), "name": stored.name}
    is_body = claim.kind == Kind.ORGANISATION
    with in_public():
        row = Mandate.objects.create(
            id=mandate_id,
            kind=claim.kind,
            agent=agent.subject,
            relation=Relation.PROOF if is_body else Relation(claim.relation),
            basis=Basis.PAPER,
            state=State.WAITING,
            facts={**facts, "agent": {"name": agent.full_name}, "file": file},
            tenant_id=tenant_id,
            created_at=now,
        )
        view = view_of(row, side="agent")
    data = {"kind": claim.kind, "file": str(stored.id)}
    chain = f"mandate:{mandate_id}"
    audit.record(action="mandate.paper_brought", subject=chain, by=by, at=now, data=data)
    return view


def accept_paper(*, mandate_id: UUID, until: datetime | None, by: Actor, now: datetime) -> None:
    """The paper proves it, until ``until``. Raises ``MandateMissing``, ``MandateInvalid``,
    ``PermissionMissing``; ``MandateOver`` when the organisation has people who look after it."""
    by.require(Permission.CHECK)
    if until is None or not now < until <= now + LONGEST:
        raise MandateInvalid(
            _("Hãy chọn ngày hết hiệu lực, trong vòng 5 năm kể từ hôm nay."), field="until"
        )
    tenant_id = current_tenant().id
    with transaction.atomic():
        with in_public():
            row = _lock_waiting(mandate_id, tenant_id)
            if row.kind == Kind.ORGANISATION:
                _admit(row, now)
            else:
                row.principal = _account_of(row)
            row.state, row.began_at, row.good_until = State.ACTIVE, now, until
            row.facts = {**row.facts, "checked_by": by.name}
            row.save()
        _conclude(row, PAPER_CHECKED.key, by, now)


def refuse_paper(*, mandate_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """Raises ``MandateMissing``, ``MandateInvalid`` without a reason, ``PermissionMissing``."""
    by.require(Permission.CHECK)
    words = " ".join(reason.split())[:500]
    if not words:
        raise MandateInvalid(_("Hãy ghi lý do để người gửi biết cần làm gì."), field="reason")
    tenant_id = current_tenant().id
    with transaction.atomic():
        with in_public():
            row = _lock_waiting(mandate_id, tenant_id)
            row.state = State.REFUSED
            row.facts = {**row.facts, "checked_by": by.name, "reason": words}
            row.save()
        _conclude(row, PAPER_REFUSED.key, by, now)


def _facts(claim: Claim, agent: ApplicantView) -> dict[str, Any]:
    name = " ".join(claim.name.split())[:200]
    if not name:
        raise MandateInvalid(_("Hãy ghi họ tên, hoặc tên tổ chức."), field="name")
    if claim.kind == Kind.ORGANISATION:
        code = clean_tax_code(claim.number)
        if not code:
            raise MandateInvalid(
                _("Mã số không đúng: gồm 10 chữ số (có số kiểm tra), chi nhánh thêm 3 chữ số."),
                field="number",
            )
        return {"principal": {"name": name, "tax_code": code}}
    if claim.kind != Kind.PERSON or claim.relation not in RELATIONS:
        raise MandateInvalid(_("Hãy chọn quan hệ với người được đại diện."), field="relation")
    number = "".join(claim.number[:40].replace(".", "").split())
    if not (len(number) == 12 and number.isascii() and number.isdigit()):
        raise MandateInvalid(_("Số định danh cá nhân gồm 12 chữ số."), field="number")
    if number == agent.personal_number:
        raise MandateInvalid(_("Đây là số của chính ông/bà."), field="number")
    person = {"name": name, "personal_number": number, "birth_date": claim.birth_date[:10]}
    return {"principal": person}


def _lock_waiting(mandate_id: UUID, tenant_id: UUID) -> Mandate:
    row = (
        Mandate.objects.select_for_update()
        .filter(pk=mandate_id, tenant_id=tenant_id, basis=Basis.PAPER, state=State.WAITING)
        .first()
    )
    if row is None:
        raise MandateMissing(_("Giấy tờ này đã được xử lý hoặc không có ở đây."))
    return row


def _account_of(row: Mandate) -> UUID | None:
    """The account of the person acted for, if they have a proven one of that name: they see it and
    may end it."""
    person = row.facts["principal"]
    found = account_of_personal_number(person["personal_number"])
    known = proven_person(found) if found else None
    is_same = known is not None and fold(known.name) == fold(person["name"])
    return found if is_same and found != row.agent else None


def _admit(row: Mandate, now: datetime) -> None:
    """The organisation this tenant knows by that number, or a new one; its bringer looks after it.

    Where somebody does so already, a paper makes nobody their equal: they invite.
    """
    principal = row.facts["principal"]
    code = principal["tax_code"]
    _hold(code)
    org = _known_here(row, code, now) or _administered(row, code)
    admins = set(_admins(org).values_list("agent", flat=True)) if org is not None else set()
    if admins and row.agent not in admins:
        raise MandateOver(
            _("Tổ chức này đã có người quản trị; người đó mời thêm người trong tài khoản.")
        )
    if org is None:
        org = Organisation.objects.create(
            id=new_id(), tax_code=code, name=principal["name"], created_at=now
        )
    row.principal = org.pk
    member = Mandate.objects.filter(
        principal=org.pk, agent=row.agent, basis=Basis.CONSENT, state=State.ACTIVE
    ).first()
    if member is not None:
        member.relation = Relation.ADMIN
        member.save(update_fields=["relation"])
        return
    Mandate.objects.create(
        kind=Kind.ORGANISATION,
        principal=org.pk,
        agent=row.agent,
        relation=Relation.ADMIN,
        basis=Basis.CONSENT,
        state=State.ACTIVE,
        facts={"principal": principal, "agent": row.facts["agent"]},
        created_at=now,
        began_at=now,
    )


def _hold(code: str) -> None:
    """Two officers who accept two papers for one number at once make one organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"organisation:{code}"])


def _known_here(row: Mandate, code: str, now: datetime) -> Organisation | None:
    proofs = in_force(Mandate.objects.filter(relation=Relation.PROOF, tenant_id=row.tenant_id), now)
    ids = proofs.values("principal")
    return Organisation.objects.filter(tax_code=code, pk__in=ids).order_by("created_at").first()


def _administered(row: Mandate, code: str) -> Organisation | None:
    """One that another tenant knows, which the bringer looks after."""
    mine = Mandate.objects.filter(
        agent=row.agent, relation=Relation.ADMIN, basis=Basis.CONSENT, state=State.ACTIVE
    )
    ids = mine.values("principal")
    return Organisation.objects.filter(tax_code=code, pk__in=ids).order_by("created_at").first()


def _admins(org: Organisation) -> Any:
    return Mandate.objects.filter(
        principal=org.pk, relation=Relation.ADMIN, basis=Basis.CONSENT, state=State.ACTIVE
    )


def _conclude(row: Mandate, notice: str, by: Actor, now: datetime) -> None:
    """In the tenant: its chain, and word to the bringer and to whom it concerns."""
    name = row.facts["principal"]["name"]
    audit.record(action=f"mandate.{row.state}", subject=f"mandate:{row.pk}", by=by, at=now, data={})
    for subject in {row.agent, row.principal if row.kind == Kind.PERSON else None} - {None}:
        person = applicant_of_subject(subject) if subject else None
        if person is None:
            continue
        notify(
            recipient=Recipient(
                applicant_id=person.id,
                email=person.email,
                phone=person.phone,
                name=person.full_name,
            ),
            template=notice,
            context={
                "principal": name,
                "agent": row.facts["agent"].get("name", ""),
                "until": timezone.localtime(row.good_until).strftime("%d/%m/%Y")
                if row.good_until
                else "",
                "reason": row.facts.get("reason", ""),
                "code": "",
                "service": "",
                "link": "/dai-dien/",
            },
            subject=f"mandate:{row.pk}",
            dedupe_key=f"mandate:{row.pk}:{row.state}:{person.id}",
            now=now,
        )
