"""What a button on a simulated provider's page does. Codes are VNPay's; others translate them."""

from dataclasses import dataclass
from typing import Final

SUCCESS: Final = "00"
NO_MONEY: Final = "51"
CANCELLED: Final = "24"
WRONG_BY: Final = 10_000


@dataclass(frozen=True, slots=True)
class Plan:
    """The result, the notices sent at once, those sent late, and a false amount to tell."""

    code: str
    at_once: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    added: int = 0


PLANS: Final = {
    "pay": Plan(SUCCESS, at_once=(SUCCESS,)),
    "fail": Plan(NO_MONEY, at_once=(NO_MONEY,)),
    "cancel": Plan(CANCELLED, at_once=(CANCELLED,)),
    "late": Plan(SUCCESS, late=(SUCCESS,)),
    "silent": Plan(SUCCESS),
    "late_after_failure": Plan(SUCCESS, at_once=(NO_MONEY,), late=(SUCCESS,)),
    "twice": Plan(SUCCESS, at_once=(SUCCESS, SUCCESS)),
    "out_of_order": Plan(SUCCESS, at_once=(NO_MONEY, SUCCESS, CANCELLED)),
    "wrong_amount": Plan(SUCCESS, at_once=(SUCCESS,), added=WRONG_BY),
}
