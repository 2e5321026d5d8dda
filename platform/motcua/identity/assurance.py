"""How sure we are who somebody is (domain reference 7.1).

0 unknown; 1 self-registered; 2 proven in person, as the state's electronic identity does.
Written ``LoA0`` to ``LoA2`` in protocols, as the national sign-in service writes it.
"""

from typing import Final

UNKNOWN: Final = 0
SELF_REGISTERED: Final = 1
PROVEN: Final = 2

_PREFIX: Final = "LoA"


def acr_of_level(level: int) -> str:
    return f"{_PREFIX}{level}"


def level_of_acr(acr: str) -> int:
    """Anything that is not one of our three names counts as unknown."""
    return {acr_of_level(level): level for level in (SELF_REGISTERED, PROVEN)}.get(acr, UNKNOWN)
