"""Giving out numbers and calling them."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.casework.counter.domain.turns import Group, groups_in_turn
from motcua.casework.counter.errors import TicketKindInvalid, TicketMissing, TicketMoved
from motcua.casework.counter.models import Ticket, TicketKind, TicketStatus
from motcua.casework.counter.permissions import Permission
from motcua.casework.counter.queries.queue import TicketView, called_lately, today, view_of
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.counters import next_number
from motcua.kernel.errors import Forbidden
from motcua.kernel.ids import new_id
from motcua.kernel.limits import check_limit

KIOSK_AN_HOUR: Final = 600
_CODE: Final = re.compile(r"[A-Z]{1,2}")
_MEMBERS: Final[Mapping[Group, Callable[[datetime], Q]]] = {
    Group.FIRST: lambda _now: Q(is_priority=True),
    Group.AGREED: lambda now: Q(is_priority=False, promised_at__lte=now),
    Group.WALK_IN: lambda _now: Q(is_priority=False, promised_at=None),
    Group.EARLY: lambda now: Q(is_priority=False, promised_at__gt=now),
}
_ORDER: Final[Mapping[Group, tuple[str, ...]]] = {
    Group.FIRST: ("issued_at", "id"),
    Group.AGREED: ("promised_at", "issued_at", "id"),
    Group.WALK_IN: ("issued_at", "id"),
    Group.EARLY: ("promised_at", "issued_at", "id"),
}


def issue_ticket(
    *,
    kind_id: UUID,
    now: datetime,
    is_priority: bool = False,
    promised_at: datetime | None = None,
) -> TicketView:
    """The next number of the day, counted by the database: every day begins at 1.

    ``promised_at``: when somebody was asked to come (``domain.turns`` says what that means).
    Anybody may take one; the kiosk's address is what is secret. Raises ``TicketMissing`` for a
    kind that is not given out, ``LimitReached`` beyond 600 an hour and point.
    """
    kind = TicketKind.objects.filter(pk=kind_id, is_active=True).first()
    if kind is None:
        raise TicketMissing(_("Không có loại số này."))
    check_limit(
        name="counter.tickets",
        subject=str(kind.agency_id),
        allowed=KIOSK_AN_HOUR,
        per=timedelta(hours=1),
        now=now,
    )
    with transaction.atomic():
        day = today(now)
        row = Ticket(
            id=new_id(),
            agency_id=kind.agency_id,
            kind=kind,
            day=day,
            is_priority=is_priority,
            promised_at=promised_at,
            issued_at=now,
        )
        number = next_number(scope=f"ticket:{kind.agency_id}:{kind.code}", day=day)
        row.label = f"{kind.code}{number:03d}"
        row.save(force_insert=True)
    return view_of(row, now=now)


def call_next(
    *, agency_id: UUID, desk: str, by: Actor, now: datetime, kind_id: UUID | None = None
) -> TicketView | None:
    """Finish whom the officer is serving and call whose turn it is; ``None`` when nobody waits.

    Two officers calling at once get two people: the rows others are taking are passed over.
    """
    _check(agency_id, by)
    with transaction.atomic():
        _close_current(by, now)
        rows = Ticket.objects.filter(agency_id=agency_id, day=today(now))
        if kind_id is not None:
            rows = rows.filter(kind_id=kind_id)
        row = _next_of(rows, now)
        return None if row is None else _call(row, desk=desk, by=by, now=now)


def _next_of(rows: QuerySet[Ticket], now: datetime) -> Ticket | None:
    waiting = rows.select_for_update(skip_locked=True, of=("self",)).select_related("kind")
    waiting = waiting.filter(status=TicketStatus.WAITING)
    for group in groups_in_turn(called_lately(rows)):
        chosen = waiting.filter(_MEMBERS[group](now)).order_by(*_ORDER[group])
        if (row := chosen.first()) is not None:
            return row
    return None


def call_ticket(*, ticket_id: UUID, desk: str, by: Actor, now: datetime) -> TicketView:
    """Call this one: out of turn, again, or after it was missed."""
    with transaction.atomic():
        row = _lock(ticket_id, by)
        if row.status == TicketStatus.CALLED and row.officer_id != by.id:
            raise TicketMoved(_("Số này đang được phục vụ ở quầy khác."))
        if row.status == TicketStatus.DONE:
            raise TicketMoved(_("Số này đã xong."))
        if row.status != TicketStatus.CALLED:
            _close_current(by, now)
        return _call(row, desk=desk or row.desk, by=by, now=now)


def finish_ticket(*, ticket_id: UUID, by: Actor, now: datetime, came: bool = True) -> TicketView:
    """Done, or nobody came. Repeating it changes nothing."""
    with transaction.atomic():
        row = _lock_mine(ticket_id, by)
        if row.status == TicketStatus.CALLED:
            row.status = TicketStatus.DONE if came else TicketStatus.NO_SHOW
            row.closed_at = now
            row.save(update_fields=["status", "closed_at"])
        return view_of(row, now=now)


def transfer_ticket(*, ticket_id: UUID, kind_id: UUID, by: Actor, now: datetime) -> TicketView:
    """Pass a person on to another kind of desk: same number, and they do not queue anew."""
    with transaction.atomic():
        row = _lock_mine(ticket_id, by)
        kind = TicketKind.objects.filter(
            pk=kind_id, agency_id=row.agency_id, is_active=True
        ).first()
        if kind is None:
            raise TicketMissing(_("Không có loại số này."))
        if row.status != TicketStatus.CALLED:
            raise TicketMoved(_("Số này không còn được phục vụ ở quầy của bạn."))
        row.kind, row.status, row.officer_id, row.desk = kind, TicketStatus.WAITING, None, ""
        row.save(update_fields=["kind", "status", "officer_id", "desk"])
        return view_of(row, now=now)


def save_ticket_kind(
    *,
    agency_id: UUID,
    code: str,
    name: str,
    is_active: bool,
    by: Actor,
    now: datetime,
    kind_id: UUID | None = None,
) -> UUID:
    """A new kind, or other words for one there is; its letter stays."""
    by.require(Permission.CONFIGURE)
    code, name = code.strip().upper(), " ".join(name.split())[:120]
    if not _CODE.fullmatch(code):
        raise TicketKindInvalid(_("Ký hiệu gồm một hoặc hai chữ cái A–Z."), field="code")
    if not name:
        raise TicketKindInvalid(_("Hãy đặt tên loại số."), field="name")
    if kind_id is not None:
        changed = {"name": name, "is_active": is_active}
        if not TicketKind.objects.filter(pk=kind_id, agency_id=agency_id).update(**changed):
            raise TicketMissing(_("Không có loại số này."))
        return kind_id
    try:
        with transaction.atomic():
            row = TicketKind.objects.create(
                agency_id=agency_id, code=code, name=name, is_active=is_active
            )
    except IntegrityError:
        raise TicketKindInvalid(_("Ký hiệu này đã dùng ở điểm tiếp nhận."), field="code") from None
    facts = {"code": code, "name": name}
    audit.record(action="counter.kind_made", subject="counter", by=by, at=now, data=facts)
    return row.pk


def _call(row: Ticket, *, desk: str, by: Actor, now: datetime) -> TicketView:
    row.status, row.officer_id, row.desk = TicketStatus.CALLED, by.id, desk.strip()[:20]
    row.called_at, row.closed_at, row.calls = now, None, row.calls + 1
    row.first_called_at = row.first_called_at or now
    row.save()
    return view_of(row, now=now)


def _close_current(by: Actor, now: datetime) -> None:
    mine = Ticket.objects.filter(officer_id=by.id, status=TicketStatus.CALLED)
    mine.update(status=TicketStatus.DONE, closed_at=now)


def _lock(ticket_id: UUID, by: Actor) -> Ticket:
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("kind")
    row = rows.filter(pk=ticket_id).first()
    if row is None:
        raise TicketMissing(_("Không có số này."))
    _check(row.agency_id, by)
    return row


def _lock_mine(ticket_id: UUID, by: Actor) -> Ticket:
    row = _lock(ticket_id, by)
    if row.officer_id != by.id:
        raise TicketMoved(_("Số này không còn được phục vụ ở quầy của bạn."))
    return row


def _check(agency_id: UUID, by: Actor) -> None:
    by.require(Permission.SERVE)
    if by.kind != "staff" or by.id is None or agency_id not in by.agency_ids:
        raise Forbidden(_("Bạn không làm việc tại nơi tiếp nhận này."))
