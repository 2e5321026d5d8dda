"""The office says when it takes people by appointment, and when not after all."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.appointments.domain import slots
from motcua.appointments.domain.states import Purpose, State
from motcua.appointments.errors import (
    ClosureInvalid,
    ClosureMissing,
    OpeningInvalid,
    OpeningMissing,
)
from motcua.appointments.models import Booking, Closure, Opening
from motcua.appointments.operations.change import call_off_rows
from motcua.appointments.queries.slots import forget_kept, rules_of
from motcua.casework.counter.api import Permission, queues_of
from motcua.kernel import audit
from motcua.kernel.actors import Actor

_CHAIN: Final = "appointments"


@dataclass(frozen=True, slots=True)
class OpeningWish:
    """``week``: seven texts, Monday first, or none: whenever the point works."""

    agency_id: UUID
    kind_id: UUID
    name: str
    service_ids: Sequence[UUID] = ()
    purposes: Sequence[str] = ()
    week: Sequence[str] = ()
    slot_minutes: int = 15
    capacity: int = 4
    walk_in_percent: int = 25
    lead_minutes: int = 120
    horizon_days: int = 14
    early_minutes: int = 30
    late_minutes: int = 15
    is_active: bool = True


def save_opening(
    *, wish: OpeningWish, by: Actor, now: datetime, opening_id: UUID | None = None
) -> UUID:
    """A new one, or another shape of one there is; appointments already made stay as they are.

    Raises ``OpeningInvalid`` with the field.
    """
    by.require(Permission.CONFIGURE)
    fields = asdict(wish) | {"name": " ".join(wish.name.split())[:120]}
    fields |= {"service_ids": list(wish.service_ids), "purposes": list(wish.purposes)}
    fields["week"] = _checked_week(wish.week)
    _check(wish, fields, now)
    with transaction.atomic():
        row = Opening(**fields)
        if opening_id is not None:
            kept = Opening.objects.select_for_update().filter(pk=opening_id).first()
            if kept is None or kept.agency_id != wish.agency_id:
                raise OpeningMissing(_("Không có giờ mở đặt lịch này."))
            row.pk = kept.pk
            row.save(force_update=True)
        else:
            row.save(force_insert=True)
        facts = {"opening": str(row.pk), "name": row.name, "places": row.capacity}
        audit.record(action="appointments.opened", subject=_CHAIN, by=by, at=now, data=facts)
        transaction.on_commit(forget_kept)
    forget_kept()
    return row.pk


def affected_by(
    *, agency_id: UUID, opening_id: UUID | None, closed_from: datetime, closed_until: datetime
) -> int:
    """How many people would be told that their appointment is off."""
    return _inside(agency_id, opening_id, closed_from, closed_until).count()


def close_time(
    *,
    agency_id: UUID,
    opening_id: UUID | None,
    closed_from: datetime,
    closed_until: datetime,
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """Take nobody in this time; who has an appointment in it is told. Returns how many those are.

    Raises ``ClosureInvalid`` with the field.
    """
    by.require(Permission.CONFIGURE)
    words = " ".join(reason.split())[:200]
    if len(words) < 5:
        raise ClosureInvalid(_("Ghi lý do để người dân biết."), field="reason")
    if closed_until <= closed_from or closed_until <= now:
        raise ClosureInvalid(_("Giờ kết thúc phải sau giờ bắt đầu và chưa qua."), field="until")
    with transaction.atomic():
        # Nobody books into it meanwhile.
        openings = Opening.objects.select_for_update().filter(agency_id=agency_id)
        known = {row.pk for row in openings.order_by("pk")}
        if opening_id is not None and opening_id not in known:
            raise OpeningMissing(_("Không có giờ mở đặt lịch này."))
        Closure.objects.create(
            agency_id=agency_id,
            opening_id=opening_id,
            closed_from=closed_from,
            closed_until=closed_until,
            reason=words,
        )
        rows = _inside(agency_id, opening_id, closed_from, closed_until)
        count = call_off_rows(rows.select_for_update(of=("self",)), reason=words, by=by, now=now)
        facts = {"from": closed_from.isoformat(), "until": closed_until.isoformat(), "off": count}
        audit.record(action="appointments.closed", subject=_CHAIN, by=by, at=now, data=facts)
    return count


def open_again(*, closure_id: UUID, by: Actor, now: datetime) -> None:
    """Nobody gets a cancelled appointment back by this; the time can be booked again."""
    by.require(Permission.CONFIGURE)
    with transaction.atomic():
        row = Closure.objects.filter(pk=closure_id).first()
        if row is None:
            raise ClosureMissing(_("Không có lần đóng này."))
        facts = {"from": row.closed_from.isoformat(), "until": row.closed_until.isoformat()}
        row.delete()
        audit.record(action="appointments.reopened", subject=_CHAIN, by=by, at=now, data=facts)


def _inside(
    agency_id: UUID, opening_id: UUID | None, since: datetime, until: datetime
) -> QuerySet[Booking]:
    rows = Booking.objects.filter(
        agency_id=agency_id, state=State.BOOKED, starts_at__gte=since, starts_at__lt=until
    )
    return rows if opening_id is None else rows.filter(opening_id=opening_id)


def _checked_week(week: Iterable[str]) -> list[str]:
    found = []
    for text in week:
        try:
            found.append(", ".join(str(each) for each in slots.parse_hours(text)))
        except (ValueError, TypeError):
            raise OpeningInvalid(
                _("Giờ viết như 07:30-11:00, 13:30-16:30 và không chồng lên nhau."), field="week"
            ) from None
    return found if any(found) else []


def _check(wish: OpeningWish, fields: dict[str, object], now: datetime) -> None:
    if not fields["name"]:
        raise OpeningInvalid(_("Đặt tên cho giờ mở này."), field="name")
    if wish.kind_id not in {each.kind_id for each in queues_of(wish.agency_id, now=now)}:
        raise OpeningInvalid(_("Chọn loại số của nơi tiếp nhận này."), field="kind")
    if fields["week"] and len(wish.week) != 7:
        raise OpeningInvalid(_("Ghi giờ của đủ bảy ngày."), field="week")
    if not set(wish.purposes) <= set(Purpose.values):
        raise OpeningInvalid(_("Chọn việc trong danh sách."), field="purposes")
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(wish, name) <= most:
            words = _("Ghi một số từ %(least)d đến %(most)d.") % {"least": least, "most": most}
            raise OpeningInvalid(words, field=name)
    if rules_of(Opening(**fields)).bookable < 1:
        raise OpeningInvalid(
            _("Phải còn ít nhất một chỗ để đặt: tăng số người hoặc giảm phần khách vãng lai."),
            field="walk_in_percent",
        )


_BOUNDS: Final = {
    "slot_minutes": slots.SLOT_MINUTES,
    "capacity": slots.CAPACITY,
    "walk_in_percent": slots.WALK_IN_PERCENT,
    "lead_minutes": slots.LEAD_MINUTES,
    "horizon_days": slots.HORIZON_DAYS,
    "early_minutes": slots.CHECK_IN_MINUTES,
    "late_minutes": slots.CHECK_IN_MINUTES,
}
