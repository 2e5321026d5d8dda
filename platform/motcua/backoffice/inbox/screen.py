"""Everything the case screen shows, gathered by a fixed number of queries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formbuilder.api import PresentedRow
from motcua.backoffice.inbox import acts
from motcua.backoffice.inbox.shell import header, inbox_crumb
from motcua.backoffice.inbox.talk import narrowed, talk_context
from motcua.casework import api as casework
from motcua.casework.api import CaseView, NationalState, TimelineEntry
from motcua.casework.counter import api as counter
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.i18n import pick
from motcua.kernel.money import Money
from motcua.notifications import api as notifications
from motcua.payments import api as payments
from motcua.submissions import api as submissions

_MOST_ORDERS: Final = 9
_PLACE: Final = re.compile(r"\{\w+\}:?")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An answer as it stands now, and before the last supplement where it differs."""

    row: PresentedRow
    change: submissions.Change | None
    line: Any = None


@dataclass(frozen=True, slots=True)
class ShownPage:
    title: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """``lines``: name, quantity and amount in words."""

    order: payments.OrderView
    receipt: payments.ReceiptView | None

    @property
    def lines(self) -> list[tuple[str, int, str]]:
        currency = self.order.total.currency
        return [
            (line.name, line.quantity, Money(line.amount, currency).display())
            for line in self.order.lines
        ]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice sent about the dossier, in words."""

    subject: str
    channel: str
    status: str
    at: Any


@dataclass(slots=True)
class Panel:
    """The state of the action panel. ``moved``: what others did while the screen was open."""

    act: acts.Act | None = None
    form: Any = None
    warning: str = ""
    error: str = ""
    carried: list[tuple[str, str]] = field(default_factory=list)
    moved: Sequence[TimelineEntry] = ()
    kept: list[tuple[str, str]] = field(default_factory=list)


def case_context(
    request: HttpRequest, case: CaseView, *, by: Actor, panel: Panel
) -> dict[str, Any]:
    history = casework.timeline(case.id, by=by)
    kind = request.GET.get("loai", "")
    changes = changes_of(case)
    offered = acts.offered_acts(case, by)
    orders = orders_of(case.id)
    return {
        **header(case.row.number, inbox_crumb()),
        "case": case,
        "row": case.row,
        "service_name": pick(dict(case.row.service_name), "vi"),
        "pages": shown_pages(case, changes, panel),
        "changes": changes,
        "gone": [each for each in changes if not each.after],
        "history": narrowed(history, kind),
        "seen": len(history),
        "offered": offered,
        "others": [act for act in offered if act.key not in acts.PRIMARY],
        "primary": _primary(case, by, offered, panel),
        "panel": panel,
        "orders": orders,
        "components": counter.components_of(case),
        "may_take_papers": by.may(casework.Permission.RECEIVE) and not case.row.finished_at,
        "may_post": case.row.state is NationalState.DONE
        and by.may(casework.Permission.RETURN_RESULT),
        "may_collect": by.may(payments.Permission.COLLECT),
        "fee_name": FEE_NAMES.get(case.row.fee_state, ""),
        "notices": notices_of(case.id),
        "is_read_only": not offered,
        "now": timezone.now(),
        "act_url": reverse("office:case", args=[case.id]),
        "close_url": _without_dossier(request),
        "acting_for": by.for_name,
        **talk_context(case, by, kind=kind),
    }


def _without_dossier(request: HttpRequest) -> str:
    """The list alone, as it was beside the dossier."""
    query = request.GET.copy()
    for name in ("xem", "item"):
        query.pop(name, None)
    return f"?{query.urlencode()}"


def changes_of(case: CaseView) -> list[submissions.Change]:
    """What the last supplement changed. The dossier itself was permitted before this is asked."""
    if case.submission_id == case.first_submission_id:
        return []
    sent = submissions.list_revisions(case.first_submission_id)
    before = next((old.id for old, new in pairwise(sent) if new.id == case.submission_id), None)
    if before is None:
        return []
    changes = submissions.compare(before, case.submission_id, by=SYSTEM)
    return [each for each in changes if case.hidden_fields.isdisjoint(each.path.split("/"))]


def shown_pages(
    case: CaseView, changes: Sequence[submissions.Change], panel: Panel
) -> list[ShownPage]:
    changed = {each.path: each for each in changes}
    asking = panel.act is not None and panel.act.key == "bo-sung" and not panel.warning
    lines = panel.form.lines_by_path() if asking and panel.form is not None else {}
    return [
        ShownPage(
            page.title,
            tuple(ShownRow(row, changed.get(row.path), lines.get(row.path)) for row in page.rows),
        )
        for page in case.pages
    ]


def orders_of(case_id: UUID) -> list[ShownOrder]:
    """Fees asked of the dossier with their receipts, oldest first."""
    first = f"case:{case_id}"
    subjects = [first, *(f"{first}:{number}" for number in range(2, _MOST_ORDERS + 1))]
    found = payments.find_orders(subjects)
    return [
        ShownOrder(order, payments.find_receipt(order.id) if order.is_paid else None)
        for order in sorted(found.values(), key=lambda each: each.created_at)
    ]


def notices_of(case_id: UUID) -> list[Notice]:
    return [
        Notice(
            subject=_notice_title(each.event),
            channel=_channel_title(each.channel),
            status=str(_statuses().get(each.status, each.status)),
            at=each.sent_at or each.created_at,
        )
        for each in reversed(notifications.list_deliveries(f"case:{case_id}", to_applicant=True))
    ]


def _primary(
    case: CaseView, by: Actor, offered: Sequence[acts.Act], panel: Panel
) -> list[tuple[acts.Act, Any]]:
    """Forms that stand open by themselves while no other act has been chosen."""
    if panel.act is not None or panel.moved:
        return []
    return [(act, act.form(case=case, by=by)) for act in offered if act.key in acts.PRIMARY]


def _notice_title(event: str) -> str:
    if event not in notifications.notices:
        return event
    title = pick(notifications.notices.get(event).subject, "vi")
    return " ".join(_PLACE.sub("", title).split())


def _channel_title(key: str) -> str:
    channels = notifications.channels
    return str(channels.get(key).title) if key in channels else key


def _statuses() -> dict[str, str]:
    return {
        "waiting": _("đang chờ gửi"),
        "sending": _("đang gửi"),
        "held": _("dự phòng, chưa cần gửi"),
        "sent": _("đã gửi"),
        "failed": _("không gửi được"),
        "permanent_failure": _("địa chỉ không nhận được, nhắc người dân sửa"),
        "skipped": _("không gửi"),
    }


FEE_NAMES: Final = {
    "none": gettext_lazy("Không thu phí"),
    "due": gettext_lazy("Chưa nộp"),
    "paid": gettext_lazy("Đã nộp"),
    "waived": gettext_lazy("Được miễn"),
    "refund_due": gettext_lazy("Chờ xem xét hoàn phí"),
    "refunded": gettext_lazy("Đã hoàn phí"),
}
