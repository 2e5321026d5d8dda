"""Money as whole minor units, so that no đồng is ever lost to rounding."""

from dataclasses import dataclass
from typing import Final

from motcua.kernel.errors import Invalid

# Decimal places in use per currency; the đồng has none (domain reference 7.2).
EXPONENTS: Final = {"VND": 0, "USD": 2}


class CurrencyMismatch(Invalid):
    code = "currency_mismatch"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """``minor`` units of ``currency``: 8000 VND is ``Money(8000)``, 1 USD ``Money(100, "USD")``."""

    minor: int
    currency: str = "VND"

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} + {other.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __mul__(self, factor: int) -> "Money":
        return Money(self.minor * factor, self.currency)

    def display(self) -> str:
        """Vietnamese notation: ``8.000 đ``, ``1,50 USD``."""
        exponent = EXPONENTS.get(self.currency, 2)
        whole, rest = divmod(abs(self.minor), 10**exponent)
        text = f"{whole:,}".replace(",", ".")
        if exponent:
            text += f",{rest:0{exponent}d}"
        sign = "-" if self.minor < 0 else ""
        unit = "đ" if self.currency == "VND" else self.currency
        return f"{sign}{text} {unit}"
