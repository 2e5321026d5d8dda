"""Invoices of our own, for tenants no provider collects from."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.domain.plans import Meter, get_plan
from billing.domain.prices import CURRENCY, DUE_DAYS, METERED, PRICES, Line, Sum, month_of, tax_of
from billing.errors import OrderRefused
from billing.models import (
    BillingProfile,
    Invoice,
    InvoiceState,
    PayMethod,
    Subscription,
    SubscriptionState,
    UsageCount,
)
from motcua.kernel.counters import next_number
from motcua.kernel.ids import new_secret
from tenants.api import in_public


def make_memo() -> str:
    """Words of a transfer: letters and digits alone, for banks drop the rest."""
    return f"MCHD{new_secret(length=10)}"


def buyer_of(profile: BillingProfile) -> dict[str, Any]:
    return {
        "legal_name": profile.legal_name,
        "tax_code": profile.tax_code,
        "address": profile.address,
        "is_exempt": profile.is_exempt,
    }


def lines_to_json(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]


def tax_percent(profile: BillingProfile | None) -> int:
    if profile is not None and profile.is_exempt:
        return 0
    return int(settings.MOTCUA_BILLING_TAX_PERCENT)


def begin_own(*, tenant_id: UUID, plan: str, seats: int, now: datetime) -> None:
    """A plan paid by transfer, without a provider: the first month's invoice, the trial's rest
    before it; a dearer plan from now on, a cheaper one from the next month."""
    with in_public(), transaction.atomic():
        row, _made = Subscription.objects.select_for_update().get_or_create(
            tenant_id=tenant_id,
            defaults={"plan": plan, "state": SubscriptionState.ACTIVE, "started_at": now},
        )
        end = row.period_ends_at
        is_running = row.method == PayMethod.TRANSFER and row.state != SubscriptionState.ENDED
        if is_running and end is not None and end > now:
            _change_own(row, plan=plan, end=end, now=now)
            return
        trial_end = row.trial_ends_at if row.state == SubscriptionState.TRIAL else None
        start = trial_end if trial_end is not None and trial_end > now else now
        row.plan, row.method, row.state = plan, PayMethod.TRANSFER, SubscriptionState.ACTIVE
        row.started_at, row.trial_ends_at, row.seats = now, None, seats
        row.ends_at = row.past_due_at = None
        issue_month(row, start=start, now=now)


def _change_own(row: Subscription, *, plan: str, end: datetime, now: datetime) -> None:
    if plan == row.plan:
        row.next_plan, row.ends_at = "", None
        row.save()
        return
    was, will = PRICES[row.plan].base, PRICES[plan].base
    if will <= was:
        row.next_plan, row.ends_at = plan, None
        row.save()
        return
    start = row.period_starts_at or now
    share = (will - was) * max(0, (end - now) // timedelta(seconds=1))
    amount = share // max(1, (end - start) // timedelta(seconds=1))
    row.plan, row.next_plan, row.ends_at = plan, "", None
    row.save()
    text = _("Chênh lệch sang gói %(plan)s đến %(day)s") % {
        "plan": get_plan(plan).name,
        "day": f"{timezone.localtime(end):%d/%m/%Y}",
    }
    percent = tax_percent(_profile(row.tenant_id))
    total = Sum((Line("base", text, 1, amount),), amount, tax_of(amount, percent))
    _issue(row, total, period=(now, end), now=now)


def issue_month(row: Subscription, *, start: datetime, now: datetime) -> Invoice | None:
    """The invoice of the month from ``start``, once; ``None`` when it is out already."""
    profile = _profile(row.tenant_id)
    if row.next_plan:
        row.plan, row.next_plan = row.next_plan, ""
    # What was counted in the month before is charged afterwards.
    used = {}
    if row.period_starts_at is not None:
        last = f"{timezone.localtime(start - timedelta(days=1)):%Y-%m}"
        counts = UsageCount.objects.filter(tenant_id=row.tenant_id, period=last)
        used = {Meter(each.meter): each.amount for each in counts if each.meter in METERED}
    total = month_of(row.plan, seats=row.seats, used=used, tax_percent=tax_percent(profile))
    end = next_month(start)
    row.period_starts_at, row.period_ends_at = start, end
    row.save()
    return _issue(row, total, period=(start, end), now=now)


def _issue(
    row: Subscription, total: Sum, *, period: tuple[datetime, datetime], now: datetime
) -> Invoice | None:
    profile = _profile(row.tenant_id)
    if profile is None:
        raise OrderRefused(_("Hãy điền thông tin xuất hóa đơn trước."), field="profile")
    year = timezone.localtime(now).year
    invoice = Invoice(
        tenant_id=row.tenant_id,
        state=InvoiceState.OPEN,
        method=PayMethod.TRANSFER,
        currency=CURRENCY,
        subtotal=total.subtotal,
        tax=total.tax,
        total=total.total,
        due=total.total,
        paid=0,
        buyer=buyer_of(profile),
        lines=lines_to_json(total.lines),
        memo=make_memo(),
        period_starts_at=period[0],
        period_ends_at=period[1],
        issued_at=now,
        due_at=now + timedelta(days=DUE_DAYS),
        read_at=now,
    )
    try:
        with transaction.atomic():
            invoice.number = f"MC-{year}-{next_number(scope=f'billing.invoice.{year}'):06d}"
            invoice.save(force_insert=True)
    except IntegrityError:
        return None
    return invoice


def next_month(start: datetime) -> datetime:
    """The same day of the next month, or its last; by the clock on the wall."""
    local = timezone.localtime(start)
    year, month = local.year + local.month // 12, local.month % 12 + 1
    for day in range(local.day, 27, -1):
        try:
            return local.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    return local.replace(year=year, month=month)


def _profile(tenant_id: UUID) -> BillingProfile | None:
    return BillingProfile.objects.filter(tenant_id=tenant_id).first()
