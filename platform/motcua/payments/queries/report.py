"""What came in and went back in a period: for the treasury and the authority's books."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from motcua.kernel.money import Money
from motcua.payments.models import PaymentOrder, Refund, StatementLine
from motcua.payments.registry import gateways

# Other refunds are of money that was never ours, and that the report does not count either.
_OF_WHAT_WAS_OWED: Final = ("granted", "withdrawn", "refused")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One day and way of paying. ``fees`` is what gateways kept for themselves, as far as their
    files say; it is not taken off ``net``, which is received less paid back."""

    day: date
    gateway: str
    title: str
    count: int
    phi: Money
    le_phi: Money
    total: Money
    back: Money
    fees: Money

    @property
    def net(self) -> Money:
        return Money(self.total.minor - self.back.minor)


@dataclass(frozen=True, slots=True)
class FeeReport:
    first_day: date
    last_day: date
    rows: tuple[ReportRow, ...]
    total: ReportRow


def fee_report(*, first_day: date, last_day: date) -> FeeReport:
    """Orders by the day they were paid in full, refunds by the day they were paid back."""
    first, last = _span(first_day, last_day)
    sums: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0] * 5)
    paid = PaymentOrder.objects.filter(
        paid_at__range=(first, last), status__in=["paid", "refunded"], receipts__replaces=None
    ).exclude(receipts=None)
    for moment, gateway, lines in paid.values_list(
        "paid_at", "paid_by_attempt__gateway", "lines"
    ).iterator():
        row = sums[timezone.localtime(moment).date(), gateway]
        row[0] += 1
        for line in lines:
            row[1 if line["kind"] == "phi" else 2] += line["amount"]
    back = Refund.objects.filter(
        settled_at__range=(first, last), status="done", cause__in=_OF_WHAT_WAS_OWED
    )
    for moment, gateway, amount in back.values_list(
        "settled_at", "attempt__gateway", "amount"
    ).iterator():
        sums[timezone.localtime(moment).date(), gateway][3] += amount
    kept = StatementLine.objects.filter(day__range=(first_day, last_day), fee__gt=0)
    for day, gateway, fee in kept.values_list("day", "gateway", "fee").iterator():
        sums[day, gateway][4] += fee
    rows = tuple(_row(day, gateway, sums[day, gateway]) for day, gateway in sorted(sums))
    whole = [sum(found) for found in zip(*sums.values(), strict=True)] or [0] * 5
    return FeeReport(first_day, last_day, rows, _row(last_day, "", whole))


def _span(first_day: date, last_day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    start = datetime.combine(first_day, datetime.min.time(), tzinfo=zone)
    end = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    return start, end - timedelta(microseconds=1)


def _row(day: date, gateway: str, sums: list[int]) -> ReportRow:
    count, phi, le_phi, back, fees = sums
    return ReportRow(
        day=day,
        gateway=gateway,
        title=str(gateways.get(gateway).title) if gateway in gateways else gateway,
        count=count,
        phi=Money(phi),
        le_phi=Money(le_phi),
        total=Money(phi + le_phi),
        back=Money(back),
        fees=Money(fees),
    )
