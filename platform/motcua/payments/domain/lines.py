"""The lines of a fee and their sum."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from motcua.kernel.money import Money
from motcua.payments.errors import LinesInvalid

FeeKind = Literal["phi", "le_phi"]
KINDS: Final = ("phi", "le_phi")
MAX_LINES: Final = 50
# One trillion đồng: far beyond any fee, far below what a bigint holds.
MAX_AMOUNT: Final = 10**12


@dataclass(frozen=True, slots=True)
class FeeLine:
    """``unit`` × ``quantity``, and ``amount`` to pay after a waiver; all in minor units.

    Phí and lệ phí are kept apart by the Law on fees and charges 97/2015/QH13.
    """

    name: str
    kind: FeeKind
    unit: int
    quantity: int
    amount: int

    @property
    def total(self) -> Money:
        return Money(self.amount)

    @property
    def waived(self) -> Money:
        """What a waiver took off."""
        return Money(self.unit * self.quantity - self.amount)


def sum_of(lines: Sequence[FeeLine], *, currency: str) -> Money:
    """The total of well-formed lines; raises ``LinesInvalid`` else."""
    if not lines or len(lines) > MAX_LINES:
        raise LinesInvalid(_("Danh sách khoản phải nộp không hợp lệ."), field="lines")
    for line in lines:
        _check(line)
    total = sum(line.amount for line in lines)
    if not 0 < total <= MAX_AMOUNT:
        raise LinesInvalid(_("Không có khoản nào phải nộp."), field="lines")
    return Money(total, currency)


def as_json(lines: Sequence[FeeLine]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]


def from_json(stored: Sequence[dict[str, Any]]) -> tuple[FeeLine, ...]:
    return tuple(FeeLine(**line) for line in stored)


def _check(line: FeeLine) -> None:
    whole = all(type(number) is int for number in (line.unit, line.quantity, line.amount))
    if (
        not whole
        or line.kind not in KINDS
        or not line.name.strip()
        or line.quantity < 1
        or not 0 <= line.amount <= line.unit * line.quantity
    ):
        raise LinesInvalid(_("Khoản phải nộp không hợp lệ: %(name)s.") % {"name": line.name})
