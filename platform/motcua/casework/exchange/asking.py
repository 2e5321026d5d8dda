"""The asking side: a consulting step of another tenant opens, is sent, is taken back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import LetterRefused, RequestClosed, RequestMissing
from motcua.casework.events import ConsultAsked, ConsultClosed, SharingMoved
from motcua.casework.exchange.carrier import (
    Unreachable,
    at_partner,
    find_partner,
    keep_copies,
    opened,
    outward,
)
from motcua.casework.exchange.letters import Letter
from motcua.casework.exchange.mailbox import recall_here, take_in
from motcua.casework.exchange.requests import AGAIN_AFTER
from motcua.casework.exchange.sharing import shared_at
from motcua.casework.models import Case, Consult, ConsultState
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.files.api import FileMissing, FileQuarantined
from motcua.kernel import audit, events
from motcua.kernel.actors import SYSTEM, Actor
from motcua.workflow import api as workflow
from tenants.api import current_tenant

OPEN_STATES: Final = (ConsultState.WAITING, ConsultState.DELIVERED, ConsultState.STUCK)


def follow_consults(case: Case, *, reason: str, now: datetime) -> None:
    """Ask at steps of other tenants that opened, take back what waits at steps that are over.

    Called after every move of the dossier, which is locked; repeating it changes nothing.
    """
    version = case.process_version_id
    if version is None or not _asks_tenants(version):
        return
    items = {
        item.id: item
        for item in workflow.active_items_of(case.pk)
        if item.kind == workflow.StepKind.CONSULT
    }
    known = {row.item_id: row for row in Consult.objects.filter(case=case)}
    for item in items.values():
        step = workflow.get_step(version, item.step_id)
        if step.tenant_slug and item.id not in known:
            _ask(case, item, step, now=now)
    for row in known.values():
        if row.item_id not in items and row.state in OPEN_STATES:
            _close(case, row, reason=reason, now=now)


def send_later(event: ConsultAsked, at: datetime) -> None:
    """Consumer ``casework.send_consult``: bring the request to the other tenant, at least once.

    Where it cannot get there a person is shown why; the sweep tries again.
    """
    row = Consult.objects.select_for_update().filter(pk=event.consult_id).first()
    if row is None or row.state not in (ConsultState.WAITING, ConsultState.STUCK):
        return
    case = Case.objects.get(pk=row.case_id)
    row.tried_at = at
    try:
        with transaction.atomic():
            name = _carry(case, row, at)
    except (Unreachable, LetterRefused, FileMissing, FileQuarantined) as error:
        _note_trouble(case, row, str(error.message), at)
        return
    row.state, row.delivered_at, row.tenant_name, row.problem = (
        ConsultState.DELIVERED,
        at,
        name,
        "",
    )
    row.save()
    _record(case, "case.consult_delivered", row, at)


def recall_later(event: ConsultClosed, at: datetime) -> None:
    """Consumer ``casework.recall_consult``: nothing is waited for any more."""
    row = Consult.objects.get(pk=event.consult_id)
    try:
        partner = find_partner(row.tenant_slug)
    except Unreachable:
        return
    asker = current_tenant().slug
    with at_partner(partner):
        recall_here(row.pk, from_slug=asker, reason=row.close_reason, now=at)


def send_again(*, consult_id: UUID, by: Actor, now: datetime) -> None:
    """A person asks for another try. Raises ``RequestMissing``, ``RequestClosed``."""
    by.require(Permission.APPRAISE)
    with transaction.atomic():
        row = Consult.objects.select_for_update().filter(pk=consult_id).first()
        if row is None:
            raise RequestMissing(_("Không tìm thấy yêu cầu phối hợp."))
        case = Case.objects.get(pk=row.case_id)
        require_case(by, case)
        if row.state not in (ConsultState.WAITING, ConsultState.STUCK):
            raise RequestClosed(_("Yêu cầu này đã gửi được hoặc đã kết thúc."))
        row.state, row.problem, row.tried_at = ConsultState.WAITING, "", now
        row.save(update_fields=["state", "problem", "tried_at"])
        events.publish(ConsultAsked(consult_id=row.pk), at=now)
        _record(case, "case.consult_sent_again", row, now, by=by)


def send_waiting(*, now: datetime) -> int:
    """Requests that did not get there: their message was lost, or the other side was away."""
    late = Consult.objects.filter(
        state__in=[ConsultState.WAITING, ConsultState.STUCK], tried_at__lt=now - AGAIN_AFTER
    )
    count = 0
    for consult_id in late.values_list("pk", flat=True)[:200]:
        with transaction.atomic():
            if late.filter(pk=consult_id).update(tried_at=now):
                events.publish(ConsultAsked(consult_id=consult_id), at=now)
                count += 1
    return count


def letter_of(case: Case, row: Consult) -> Letter:
    tenant = current_tenant()
    shared = row.shared
    return Letter(
        id=row.pk,
        from_slug=tenant.slug,
        from_name=tenant.name,
        to_slug=row.tenant_slug,
        number=case.code or case.reference,
        service_name=dict(case.service_name),
        step_name=row.step_name,
        due_at=row.due_at,
        shared={**shared, "files": [outward(each) for each in shared["files"]]},
    )


def _carry(case: Case, row: Consult, at: datetime) -> str:
    """Raises ``Unreachable``, ``LetterRefused`` and what opening files does."""
    partner = find_partner(row.tenant_slug)
    letter = letter_of(case, row)
    with opened(row.shared["files"]) as carried, at_partner(partner):
        take_in(letter, carried, keep=keep_copies, now=at)
    return partner.name


def _ask(
    case: Case, item: workflow.WorkItemView, step: workflow.StepSpec, *, now: datetime
) -> None:
    row = Consult(
        case=case,
        item_id=item.id,
        step_id=item.step_id,
        step_name=item.name,
        tenant_slug=step.tenant_slug or "",
        shared=shared_at(case, step),
        asked_at=now,
        due_at=item.due_at,
        tried_at=now,
    )
    row.digest = letter_of(case, row).digest
    row.save(force_insert=True)
    events.publish(ConsultAsked(consult_id=row.pk), at=now)
    _record(case, "case.consult_asked", row, now)


def _close(case: Case, row: Consult, *, reason: str, now: datetime) -> None:
    row.state, row.closed_at = ConsultState.CLOSED, now
    row.close_reason = (reason or _("Bước này đã kết thúc"))[:300]
    row.save(update_fields=["state", "closed_at", "close_reason"])
    events.publish(ConsultClosed(consult_id=row.pk), at=now)
    _record(case, "case.consult_closed", row, now)


def _note_trouble(case: Case, row: Consult, problem: str, at: datetime) -> None:
    """Recorded once per reason, however often it is tried."""
    is_news = row.problem != problem
    row.state, row.problem = ConsultState.STUCK, problem
    row.save(update_fields=["state", "problem", "tried_at"])
    if is_news:
        _record(case, "case.consult_stuck", row, at)


def _record(case: Case, action: str, row: Consult, at: datetime, *, by: Actor = SYSTEM) -> None:
    facts = {
        "request": row.pk,
        "to": row.tenant_name or row.tenant_slug,
        "step": row.step_name,
        "digest": row.digest,
        "note": row.problem or row.close_reason,
    }
    audit.record(action=action, subject=case.audit_subject, by=by, at=at, data=facts)
    events.publish(SharingMoved(case_id=case.pk), at=at)


def _asks_tenants(process_version_id: UUID) -> bool:
    table = workflow.get_step_table(process_version_id)
    return any(step.tenant_slug for step in table.steps)
