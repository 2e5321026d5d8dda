"""What a query may cost, checked before anything runs (security checklist, item 18)."""

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
    VariableNode,
)

MAX_DEPTH: Final = 10
MAX_ALIASES: Final = 30
MAX_TOKENS: Final = 2_000
MAX_COST: Final = 5_000
MAX_PAGE: Final = 100
PAGE_ARGUMENTS: Final = ("first", "limit")


class QueryLimits(ValidationRule):
    """Depth, aliases and cost of each operation. Cost: one a field, times the page size above it.

    Fragments are followed where they are used, with their own cost each time; a fragment that
    reaches itself is refused by the standard rules, and not followed here.
    """

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._alias_count = 0

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        self._alias_count = 0
        try:
            cost = self._cost(node.selection_set, depth=1, inside=frozenset(), budget=MAX_COST)
        except _TooDeep:
            self.report_error(GraphQLError(f"Truy vấn sâu quá {MAX_DEPTH} tầng.", [node]))
            return
        except _TooCostly:
            cost = MAX_COST + 1
        if self._alias_count > MAX_ALIASES:
            self.report_error(GraphQLError(f"Quá {MAX_ALIASES} bí danh trong truy vấn.", [node]))
        if cost > MAX_COST:
            self.report_error(GraphQLError(f"Truy vấn tốn quá {MAX_COST} đơn vị.", [node]))

    def _cost(
        self,
        selections: SelectionSetNode | None,
        *,
        depth: int,
        inside: frozenset[str],
        budget: int,
    ) -> int:
        if selections is None:
            return 0
        if depth > MAX_DEPTH:
            raise _TooDeep
        total = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += self._field_cost(node, depth=depth, inside=inside, budget=budget - total)
            elif isinstance(node, InlineFragmentNode):
                total += self._cost(
                    node.selection_set, depth=depth, inside=inside, budget=budget - total
                )
            elif isinstance(node, FragmentSpreadNode):
                total += self._spread_cost(node, depth=depth, inside=inside, budget=budget - total)
            if total > budget:
                raise _TooCostly
        return total

    def _field_cost(
        self, node: FieldNode, *, depth: int, inside: frozenset[str], budget: int
    ) -> int:
        self._alias_count += node.alias is not None
        size = self._page_size(node)
        below = self._cost(
            node.selection_set, depth=depth + 1, inside=inside, budget=max(budget // size, 0)
        )
        return 1 + size * below

    def _spread_cost(
        self, node: FragmentSpreadNode, *, depth: int, inside: frozenset[str], budget: int
    ) -> int:
        name = node.name.value
        fragment: FragmentDefinitionNode | None = self.context.get_fragment(name)
        if fragment is None or name in inside:
            return 0
        return self._cost(
            fragment.selection_set, depth=depth, inside=inside | {name}, budget=budget
        )

    def _page_size(self, node: FieldNode) -> int:
        for argument in node.arguments:
            if argument.name.value not in PAGE_ARGUMENTS:
                continue
            if isinstance(argument.value, IntValueNode):
                return max(1, min(int(argument.value.value), MAX_COST))
            if isinstance(argument.value, VariableNode):
                return MAX_PAGE
        return 1


class _TooDeep(Exception):
    pass


class _TooCostly(Exception):
    pass


def page_size(asked: int | None, *, usual: int = 20) -> int:
    """A list's length: at least 1, at most ``MAX_PAGE``, whatever was asked."""
    return max(1, min(asked or usual, MAX_PAGE))


def is_plain_request(body: Any) -> bool:
    """One operation as an object; batches are refused."""
    return (
        isinstance(body, Mapping)
        and isinstance(body.get("query"), str)
        and isinstance(body.get("variables") or {}, Mapping)
        and isinstance(body.get("operationName") or "", str)
    )
