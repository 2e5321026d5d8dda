"""What a line of a statement was found to be. Words for people stand in the finance screens."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.kernel.money import Money

# Not looked at yet; ``FAILED``: the gateway says that it failed.
NEW: Final = "new"
FAILED: Final = "failed"

# Lines that need nobody.
LATE: Final = "late"  # it paid an order whose payment had failed or never been told
PART: Final = "part"
OVERPAID: Final = "overpaid"
NOT_OWED: Final = "not_owed"  # paid twice, or the order was cancelled: refund list
OUTGOING: Final = "outgoing"
REFUND: Final = "refund"

# Lines that somebody has to look at.
UNKNOWN_REFERENCE: Final = "unknown_reference"
AMBIGUOUS: Final = "ambiguous"
WRONG_AMOUNT: Final = "wrong_amount"
WRONG_CURRENCY: Final = "wrong_currency"
TWICE: Final = "twice"  # the file settles one payment two times
SAID_FAILED: Final = "said_failed"  # paid here, failed there
ABSENT: Final = "absent"  # paid here, not in the file

ASSIGNABLE: Final = frozenset({UNKNOWN_REFERENCE, AMBIGUOUS, WRONG_AMOUNT})


@dataclass(frozen=True, slots=True)
class ImportView:
    """``known``: lines that another file brought; ``left``: not matched yet."""

    statement_id: UUID
    lines: int
    known: int
    left: int


@dataclass(frozen=True, slots=True)
class StatementView:
    id: UUID
    gateway: str
    title: str
    name: str
    first_day: date
    last_day: date
    line_count: int
    total: Money
    imported_at: datetime
    open_count: int
    new_count: int


@dataclass(frozen=True, slots=True)
class LineView:
    id: UUID
    statement_id: UUID
    gateway: str
    position: int
    day: date
    amount: Money
    fee: Money
    number: str
    reference: str
    memo: str
    payer: str
    is_absent: bool
    state: str
    cause: str
    note: str
    order_id: UUID | None
    order_reference: str
    attempt_id: UUID | None
    expected: Money | None

    @property
    def may_be_assigned(self) -> bool:
        return self.state == "open" and self.cause in ASSIGNABLE and self.amount.minor > 0
