"""Imported statements, their lines, and what needs somebody."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.kernel.errors import NotFound
from motcua.kernel.money import Money
from motcua.payments.domain.statements import FAILED, NEW, LineView, StatementView
from motcua.payments.models import LineState, Statement, StatementLine
from motcua.payments.queries.orders import MAX_PAGE
from motcua.payments.registry import gateways

_OPEN = Q(lines__state=LineState.OPEN)
_UNSEEN = _OPEN & Q(lines__cause__in=(NEW, FAILED))


def list_statements(*, limit: int = 50, offset: int = 0) -> list[StatementView]:
    """Newest first."""
    rows = _counted().order_by("-imported_at", "-id")
    return [_statement(row) for row in rows[offset : offset + min(limit, MAX_PAGE)]]


def get_statement(statement_id: UUID) -> StatementView:
    """Raises ``NotFound``."""
    row = _counted().filter(pk=statement_id).first()
    if row is None:
        raise NotFound(_("Không tìm thấy tệp đối soát này."))
    return _statement(row)


def list_lines(
    *,
    statement_id: UUID | None = None,
    is_open: bool | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[LineView]:
    """In the file's order; without a file the oldest day first."""
    rows = StatementLine.objects.select_related("attempt__order")
    if statement_id is not None:
        rows = rows.filter(statement_id=statement_id)
    if is_open is True:
        rows = rows.filter(state=LineState.OPEN)
    order = ("position",) if statement_id else ("day", "id")
    return [_line(row) for row in rows.order_by(*order)[offset : offset + min(limit, MAX_PAGE)]]


def get_line(line_id: UUID) -> LineView:
    """Raises ``NotFound``."""
    row = StatementLine.objects.select_related("attempt__order").filter(pk=line_id).first()
    if row is None:
        raise NotFound(_("Không tìm thấy dòng này."))
    return _line(row)


def count_open_lines() -> int:
    return StatementLine.objects.filter(state=LineState.OPEN).count()


def summarise(statement_id: UUID) -> dict[tuple[str, str], tuple[int, Money]]:
    """How many lines and how much, by state and cause."""
    found: dict[tuple[str, str], tuple[int, Money]] = {}
    rows = StatementLine.objects.filter(statement_id=statement_id)
    for state, cause, amount in rows.values_list("state", "cause", "amount").iterator():
        count, total = found.get((state, cause), (0, Money(0)))
        found[state, cause] = (count + 1, total + Money(amount))
    return found


def _counted() -> QuerySet[Statement]:
    return Statement.objects.annotate(
        opens=Count("lines", filter=_OPEN), unseen=Count("lines", filter=_UNSEEN)
    )


def _statement(row: Statement) -> StatementView:
    known = row.gateway in gateways
    return StatementView(
        id=row.id,
        gateway=row.gateway,
        title=str(gateways.get(row.gateway).title) if known else row.gateway,
        name=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
        line_count=row.line_count,
        total=Money(row.total),
        imported_at=row.imported_at,
        open_count=row.opens,  # type: ignore[attr-defined]
        new_count=row.unseen,  # type: ignore[attr-defined]
    )


def _line(row: StatementLine) -> LineView:
    attempt = row.attempt
    expected = (attempt.received or attempt.amount) if attempt else None
    return LineView(
        id=row.id,
        statement_id=row.statement_id,
        gateway=row.gateway,
        position=row.position,
        day=row.day,
        amount=Money(row.amount, row.currency),
        fee=Money(row.fee, row.currency),
        number=row.number,
        reference=row.reference,
        memo=row.memo,
        payer=row.payer,
        is_absent=row.is_absent,
        state=row.state,
        cause=row.cause,
        note=row.note,
        order_id=attempt.order_id if attempt else None,
        order_reference=attempt.order.reference if attempt else "",
        attempt_id=attempt.id if attempt else None,
        expected=Money(expected, row.currency) if expected is not None else None,
    )
