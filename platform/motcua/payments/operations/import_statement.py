"""Taking in what a bank or a gateway says was settled. This is the one word that is final.

The file's lines are kept first, in a transaction of their own, and matched afterwards, each in
its own: what is killed half way goes on where it stopped. A line has its effect once, however
often files bring it, because its identity is unique.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.payments.domain.statements import FAILED, NEW, ImportView
from motcua.payments.errors import StatementRefused
from motcua.payments.models import Statement, StatementLine
from motcua.payments.operations.match_lines import match_statement
from motcua.payments.permissions import Permission
from motcua.payments.registry import gateways
from motcua.payments.statements import ParsedLine, ParsedStatement, read_statement

CHUNK: Final = 1_000
# How many lines are matched while somebody waits; a task does the rest.
AT_ONCE: Final = 500


def import_statement(
    *,
    gateway: str,
    name: str,
    content: bytes,
    by: Actor,
    now: datetime,
    first_day: date | None = None,
    last_day: date | None = None,
) -> ImportView:
    """Keep a file's lines and match the first ``AT_ONCE`` of them. The days default to the file's
    own; payments of ours within them that the file lacks are told as missing.

    Raises ``PermissionMissing`` without ``payments.reconcile``, ``UnknownPlugin``,
    ``StatementRefused``.
    """
    by.require(Permission.RECONCILE)
    if gateways.get(gateway).method == "cash":
        raise StatementRefused(_("Tiền mặt không có tệp đối soát."), field="gateway")
    parsed = read_statement(content)
    days = [line.day for line in parsed.lines]
    period = (first_day or min(days), last_day or max(days))
    if period[0] > period[1] or period[0] > min(days) or period[1] < max(days):
        raise StatementRefused(_("Có giao dịch nằm ngoài khoảng ngày đã chọn."), field="first_day")
    with transaction.atomic():
        made = _keep(gateway, name, content, parsed, period=period, by=by, now=now)
        known = _keep_lines(made, parsed.lines)
        audit.record(
            action="payments.statement_imported",
            subject=f"statement:{made.id}",
            by=by,
            at=now,
            data={"gateway": gateway, "name": made.name, "lines": made.line_count, "known": known},
        )
    left = match_statement(statement_id=made.id, now=now, most=AT_ONCE)
    return ImportView(made.id, lines=made.line_count, known=known, left=left)


def _keep(
    gateway: str,
    name: str,
    content: bytes,
    parsed: ParsedStatement,
    *,
    period: tuple[date, date],
    by: Actor,
    now: datetime,
) -> Statement:
    digest = hashlib.sha256(content).hexdigest()
    if Statement.objects.filter(gateway=gateway, sha256=digest).exists():
        raise StatementRefused(_("Tệp này đã nhập rồi."), field="file")
    return Statement.objects.create(
        gateway=gateway,
        name=name[:200],
        format=parsed.format,
        sha256=digest,
        first_day=period[0],
        last_day=period[1],
        line_count=len(parsed.lines),
        total=sum(line.amount for line in parsed.lines),
        imported_at=now,
        imported_by=by.reference,
    )


def _keep_lines(statement: Statement, lines: Iterable[ParsedLine]) -> int:
    """Returns how many were known from another file."""
    named = _identities(lines)
    known = 0
    for start in range(0, len(named), CHUNK):
        part = named[start : start + CHUNK]
        seen = set(
            StatementLine.objects.filter(
                gateway=statement.gateway, identity__in=[identity for identity, _line in part]
            ).values_list("identity", flat=True)
        )
        fresh = [_row(statement, identity, line) for identity, line in part if identity not in seen]
        StatementLine.objects.bulk_create(fresh, ignore_conflicts=True)
        known += len(part) - len(fresh)
    return known


def _identities(lines: Iterable[ParsedLine]) -> list[tuple[str, ParsedLine]]:
    """The bank's number with day and amount, for banks use numbers again; without a number the
    whole line and how many times it stands in the file."""
    counted: Counter[str] = Counter()
    found = []
    for line in lines:
        text = f"{line.day}|{line.amount}|{line.currency}|{line.number}|{line.reference}"
        if not line.number:
            text += f"|{line.memo}|{line.payer}"
        counted[text] += 1
        whole = f"{text}|{counted[text]}"
        found.append((hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest(), line))
    return found


def _row(statement: Statement, identity: str, line: ParsedLine) -> StatementLine:
    return StatementLine(
        statement=statement,
        gateway=statement.gateway,
        position=line.position,
        identity=identity,
        day=line.day,
        amount=line.amount,
        fee=line.fee,
        currency=line.currency,
        reference=line.reference,
        memo=line.memo,
        payer=line.payer,
        cause=FAILED if line.is_failed else NEW,
        number=line.number,
    )
