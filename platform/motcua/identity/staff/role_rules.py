"""Which roles somebody's groups at the provider give them here. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Members of ``group`` hold ``role`` at ``agency_code``, everywhere when that is empty."""

    group: str
    role: str
    agency_code: str = ""


def roles_of_groups(
    rules: Iterable[RoleRule], groups: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """Pairs of role and agency code. Groups compare without regard to case, as directories do."""
    folded = {each.casefold() for each in groups}
    return frozenset(
        (rule.role, rule.agency_code) for rule in rules if rule.group.casefold() in folded
    )
