"""An operator's way into one agency's settings: asked for with a reason, granted by the agency's
own technician, over by itself, and every step in the agency's audit under the operator's name.

No session on the agency's site comes of it and no account there. What an operator may then see
and change are the screens registered in ``domain.support_screens``, drawn on the platform's site,
each as an actor that holds what that screen needs and never more than ``MAY_HOLD``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.fleet.domain.support_screens import SupportScreen, support_screens
from motcua.fleet.errors import DeedRefused, SupportMissing, SupportRefused
from motcua.fleet.models import SupportAccess, SupportScope, SupportState
from motcua.fleet.operations.mail import send_letter
from motcua.identity.api import list_staff
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from tenants.api import (
    TenantStatus,
    current_tenant,
    get_tenant,
    in_public,
    in_tenant,
    tenant_url,
)

CONFIGURE: Final = "tenant.configure"
MOST_HOURS: Final = 72
MIN_REASON: Final = 10
# One who asked and was not answered does not hang on for ever.
ASK_LIFE: Final = timedelta(days=7)
_OPEN_TO: Final = (TenantStatus.ACTIVE, TenantStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class SupportView:
    id: UUID
    tenant_id: UUID
    operator_id: UUID
    operator_name: str
    reason: str
    hours: int
    state: str
    scope: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    until_at: datetime | None
    ended_by: str
    ended_at: datetime | None

    def is_running(self, now: datetime) -> bool:
        return (
            self.state == SupportState.GRANTED and self.until_at is not None and now < self.until_at
        )

    def covers(self, screen: SupportScreen) -> bool:
        return self.scope in (SupportScope.SCREENS, screen.scope)


def ask_support(
    *, tenant_id: UUID, operator: Actor, reason: str, hours: int, now: datetime
) -> SupportView:
    """The agency's technicians see it in their own site, and by mail. Raises ``DeedRefused``."""
    tenant = get_tenant(tenant_id)
    if tenant.status not in _OPEN_TO:
        raise DeedRefused(_("Cơ quan này không mở nên không ai đồng ý được."))
    if len(reason.strip()) < MIN_REASON:
        raise DeedRefused(_("Hãy ghi rõ cần vào để làm gì; cơ quan đọc lý do này."), field="reason")
    if not 1 <= hours <= MOST_HOURS:
        raise DeedRefused(
            _("Thời gian từ 1 đến %(count)d giờ.") % {"count": MOST_HOURS}, field="hours"
        )
    end_overdue(now=now)
    row = SupportAccess(
        id=new_id(),
        tenant_id=tenant_id,
        operator_id=_id_of(operator),
        operator_name=operator.name[:200],
        reason=reason.strip()[:500],
        hours=hours,
        asked_at=now,
    )
    try:
        with in_public(), transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise DeedRefused(_("Đã có một yêu cầu đang chờ hoặc đang chạy ở cơ quan này.")) from error
    _note("support.asked", row, operator, now, reason=row.reason, hours=hours)
    with in_tenant(tenant.schema_name):
        _tell_technicians(row)
    return view_of(row)


def grant_support(*, access_id: UUID, scope: str, by: Actor, now: datetime) -> SupportView:
    """By a technician of the agency itself, inside it. The hours begin now.

    Raises ``Forbidden``, ``SupportMissing`` (another agency's, too), ``DeedRefused``.
    """
    by.require(CONFIGURE)
    if scope not in SupportScope.values:
        raise DeedRefused(_("Hãy chọn phạm vi."), field="scope")
    here = current_tenant().id
    with in_public(), transaction.atomic():
        row = _lock(access_id, here, by, SupportState.ASKED)
        if row.asked_at + ASK_LIFE <= now:
            raise DeedRefused(_("Yêu cầu này đã quá bảy ngày. Người vận hành cần gửi lại."))
        row.state, row.scope, row.decided_by = SupportState.GRANTED, scope, by.name[:200]
        row.decided_at, row.until_at = now, now + timedelta(hours=row.hours)
        row.save()
    _note("support.granted", row, by, now, scope=scope, until=row.until_at)
    return view_of(row)


def refuse_support(*, access_id: UUID, by: Actor, now: datetime) -> SupportView:
    by.require(CONFIGURE)
    here = current_tenant().id
    with in_public(), transaction.atomic():
        row = _lock(access_id, here, by, SupportState.ASKED)
        row.state, row.decided_by, row.decided_at = SupportState.REFUSED, by.name[:200], now
        row.save()
    _note("support.refused", row, by, now)
    return view_of(row)


def end_support(*, access_id: UUID, by: Actor, now: datetime) -> SupportView:
    """At any time, by a technician of the agency. The operator's next click is refused."""
    by.require(CONFIGURE)
    here = current_tenant().id
    with in_public(), transaction.atomic():
        row = _end(_lock(access_id, here, by, SupportState.GRANTED), by.name, now)
    _note("support.ended", row, by, now)
    return view_of(row)


def leave_support(*, access_id: UUID, operator: Actor, now: datetime) -> SupportView:
    """The operator is done, or takes back what was asked for."""
    with in_public(), transaction.atomic():
        row = SupportAccess.objects.select_for_update().filter(pk=access_id).first()
        if row is None or row.operator_id != operator.id:
            raise SupportMissing(_("Không có lượt hỗ trợ này."))
        if row.state == SupportState.ASKED:
            row.state, row.decided_by, row.decided_at = SupportState.REFUSED, operator.name, now
            row.save()
        elif row.state == SupportState.GRANTED:
            row = _end(row, operator.name, now)
        else:
            return view_of(row)
    _note("support.left", row, operator, now)
    return view_of(row)


def enter_screen(
    *, access_id: UUID, screen: str, operator: Actor, now: datetime, deed: str = ""
) -> tuple[SupportView, SupportScreen, Actor]:
    """The only door: whose access it is, whether it runs, and whether this screen is within it.

    Returns the actor to work as, and writes the visit into the agency's audit before anything is
    shown. Refusals of a known access are written there, too. Raises ``SupportMissing``,
    ``SupportRefused``.
    """
    with in_public():
        row = SupportAccess.objects.filter(pk=access_id).first()
    if row is None or row.operator_id != operator.id or screen not in support_screens:
        raise SupportMissing(_("Không có lượt hỗ trợ này."))
    access, wanted = view_of(row), support_screens.get(screen)
    why = _why_not(access, wanted, now)
    if deed and not why and wanted.change is None:
        why = _("Màn hình này chỉ để xem.")
    action = "support.turned_away" if why else "support.changed" if deed else "support.saw"
    _note(action, row, operator, now, screen=screen, **({"deed": deed} if deed else {}))
    if why:
        raise SupportRefused(why)
    return access, wanted, support_actor(access, wanted)


def support_actor(access: SupportView, screen: SupportScreen) -> Actor:
    """The operator by name, no role, no agency, and what this one screen needs."""
    return Actor(
        kind="staff",
        id=access.operator_id,
        name=_("%(name)s (hỗ trợ của nền tảng)") % {"name": access.operator_name},
        permissions=screen.permissions,
    )


def list_support(
    *, tenant_id: UUID | None = None, operator_id: UUID | None = None, limit: int = 50
) -> list[SupportView]:
    """The newest first."""
    with in_public():
        rows = SupportAccess.objects.order_by("-asked_at")
        if tenant_id is not None:
            rows = rows.filter(tenant_id=tenant_id)
        if operator_id is not None:
            rows = rows.filter(operator_id=operator_id)
        return [view_of(row) for row in rows[:limit]]


def end_overdue(*, now: datetime) -> int:
    """Write down that time is over. Nothing depends on it: ``enter_screen`` looks at the clock."""
    with in_public():
        over = list(
            SupportAccess.objects.filter(state=SupportState.GRANTED, until_at__lte=now).values_list(
                "id", flat=True
            )
        )
        SupportAccess.objects.filter(state=SupportState.ASKED, asked_at__lte=now - ASK_LIFE).update(
            state=SupportState.REFUSED, decided_by=_("quá hạn"), decided_at=now
        )
    ended = 0
    for each in over:
        with in_public(), transaction.atomic():
            row = SupportAccess.objects.select_for_update().get(pk=each)
            if row.state != SupportState.GRANTED:
                continue
            _end(row, _("hết giờ"), row.until_at or now)
        _note("support.ended", row, Actor(kind="system", name=_("Hết giờ")), now)
        ended += 1
    return ended


def view_of(row: SupportAccess) -> SupportView:
    return SupportView(
        id=row.id,
        tenant_id=row.tenant_id,
        operator_id=row.operator_id,
        operator_name=row.operator_name,
        reason=row.reason,
        hours=row.hours,
        state=row.state,
        scope=row.scope,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        until_at=row.until_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
    )


def _why_not(access: SupportView, screen: SupportScreen, now: datetime) -> str:
    tenant = get_tenant(access.tenant_id)
    if tenant.status not in _OPEN_TO:
        return _("Cơ quan này đang đóng.")
    if access.state == SupportState.ASKED:
        return _("Cơ quan chưa đồng ý.")
    if not access.is_running(now):
        return _("Lượt hỗ trợ này đã kết thúc. Muốn vào tiếp thì phải xin lại.")
    if not access.covers(screen):
        return _("Cơ quan chỉ đồng ý cho xem phần cài đặt.")
    return ""


def _lock(access_id: UUID, here: UUID, by: Actor, state: SupportState) -> SupportAccess:
    """Of the tenant that ``by`` works in; another's is not there."""
    row = SupportAccess.objects.select_for_update().filter(pk=access_id).first()
    if row is None or by.kind != "staff" or row.tenant_id != here:
        raise SupportMissing(_("Không có lượt hỗ trợ này."))
    if row.state != state:
        raise DeedRefused(_("Lượt hỗ trợ này đã được trả lời hoặc đã kết thúc."))
    return row


def _end(row: SupportAccess, who: str, at: datetime) -> SupportAccess:
    row.state, row.ended_by, row.ended_at = SupportState.ENDED, who[:200], at
    row.save()
    return row


def _tell_technicians(row: SupportAccess) -> None:
    for person in list_staff(role="tech_admin"):
        if person.email:
            send_letter(
                to=person.email,
                title=_("Người vận hành nền tảng xin vào cài đặt của cơ quan"),
                body=_(
                    "%(name)s xin vào trong %(hours)d giờ.\n\nLý do: %(reason)s\n\n"
                    "Chỉ ông/bà mới đồng ý được, tại %(url)s\nKhông đồng ý thì không ai vào được. "
                    "Nội dung hồ sơ không bao giờ được mở theo cách này."
                )
                % {
                    "name": row.operator_name,
                    "hours": row.hours,
                    "reason": row.reason,
                    "url": tenant_url("/quan-tri/ho-tro/"),
                },
            )


def _note(action: str, row: SupportAccess, by: Actor, now: datetime, **data: Any) -> None:
    """In the agency's audit; the platform's has the same, for when the agency is gone."""
    what = {"access": str(row.id), **data}
    tenant = get_tenant(row.tenant_id)
    with in_tenant(tenant.schema_name):
        audit.record(action=action, subject=f"support:{row.id}", by=by, at=now, data=what)
    with in_public():
        audit.record(action=action, subject=f"tenant:{row.tenant_id}", by=by, at=now, data=what)


def _id_of(operator: Actor) -> UUID:
    if operator.id is None:
        raise SupportRefused(_("Chỉ người vận hành đã đăng nhập mới xin hỗ trợ được."))
    return operator.id
