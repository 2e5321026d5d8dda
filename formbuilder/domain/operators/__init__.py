"""The operators of the rule language."""

from formbuilder.domain.operators import arithmetic, calendar, logic, wording
from formbuilder.domain.operators.base import Operator, RuleType, operators

for _family in (logic, arithmetic, wording, calendar):
    _family.register()

__all__ = ["Operator", "RuleType", "operators"]
