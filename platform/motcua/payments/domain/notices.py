"""What a provider's message says, in our words."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """``UNKNOWN``: the provider itself is not sure; a person must look."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProviderNotice:
    """A message whose signature was found good.

    ``reference`` is the attempt's; ``amount`` is in minor units, ``None`` when the provider's
    notation makes no sense; ``merchant`` is the account the money went to.
    """

    reference: str
    amount: int | None
    currency: str
    merchant: str
    result: Result
    provider_transaction: str
    provider_code: str


class RefundState(StrEnum):
    """``PENDING``: the provider works on it or is not sure; asking again is right."""

    DONE = "done"
    PENDING = "pending"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RefundAnswer:
    state: RefundState
    provider_transaction: str
    provider_code: str


class Outcome(StrEnum):
    """What we did with a message."""

    SETTLED = "settled"  # the order is paid by it
    PART = "part"  # money came in, the order is not yet paid in full
    NOTED = "noted"  # the attempt failed or is in doubt
    REPEATED = "repeated"  # said before, or nothing new
    REFUND_DUE = "refund_due"  # money for an order that was cancelled or paid already
    UNKNOWN_REFERENCE = "unknown_reference"
    WRONG_AMOUNT = "wrong_amount"
    BAD_SIGNATURE = "bad_signature"
    NOT_CONFIGURED = "not_configured"


# Outcomes after which the same message again changes nothing.
FINAL_OUTCOMES = frozenset(
    {Outcome.SETTLED, Outcome.PART, Outcome.NOTED, Outcome.REPEATED, Outcome.REFUND_DUE}
)

# Of two statements about one attempt the later in this list stands, in whatever order they come.
RANK = ("begun", "expired", "failed", "unknown", "succeeded")


def is_news(*, known: str, said: Result) -> bool:
    """Whether ``said`` adds to what is known of the attempt."""
    return RANK.index(said.value) > RANK.index(known)
