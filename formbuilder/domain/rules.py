"""The rule tree as it is stored: four kinds of node, no text that is ever executed.

``{"op": "eq", "args": [{"ref": "fld_x"}, {"value": "a"}]}``. What the operators mean is published
in the README of this app and proven by ``tests/golden/rules``.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, StringConstraints, Tag
from pydantic import Field as Setting

from formbuilder.domain.limits import MAX_CHOICES, MAX_RULE_ARGS, MAX_RULE_TEXT

FieldId = Annotated[str, StringConstraints(pattern=r"^fld_[A-Za-z0-9_]{1,60}$")]
OperatorKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ProfileKey = Literal[
    "full_name",
    "birth_date",
    "sex",
    "personal_number",
    "phone",
    "email",
    "address",
    "assurance",
]
PartKey = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}(?:\.[a-z0-9][a-z0-9_]{0,39})?$")
]
"""A part of a composite answer: ``commune``, ``birth``; in a table ``row.column``."""
Scalar = bool | int | float | Annotated[str, StringConstraints(max_length=MAX_RULE_TEXT)] | None


class RuleNode(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Call(RuleNode):
    """An operator applied to arguments."""

    op: OperatorKey
    args: Annotated[list["Rule"], Setting(max_length=MAX_RULE_ARGS)] = []


class Ref(RuleNode):
    """The answer to a field, or one part of a composite one. Missing or hidden is null."""

    ref: FieldId
    part: PartKey | None = None


class Constant(RuleNode):
    value: Scalar | Annotated[list[Scalar], Setting(max_length=MAX_CHOICES)]


class ProfileRef(RuleNode):
    """Something known of the signed-in applicant; null when nobody is signed in."""

    profile: ProfileKey


_MARKS: Final = ("op", "ref", "value", "profile")


def _mark_of(node: object) -> str:
    """Which kind of node this is, told by the key it carries."""
    if isinstance(node, dict):
        return next((mark for mark in _MARKS if mark in node), "op")
    return next((mark for mark in _MARKS if hasattr(node, mark)), "op")


Rule = Annotated[
    Annotated[Call, Tag("op")]
    | Annotated[Ref, Tag("ref")]
    | Annotated[Constant, Tag("value")]
    | Annotated[ProfileRef, Tag("profile")],
    Discriminator(_mark_of),
]
AnyRule = Call | Ref | Constant | ProfileRef
Call.model_rebuild()


def walk_rule(rule: AnyRule) -> Iterator[AnyRule]:
    """Every node, the root first."""
    stack: list[AnyRule] = [rule]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Call):
            stack.extend(reversed(node.args))


def rule_depth(rule: AnyRule) -> int:
    deepest = 0
    stack: list[tuple[AnyRule, int]] = [(rule, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        if isinstance(node, Call):
            stack.extend((arg, depth + 1) for arg in node.args)
    return deepest


def refs_of(rule: AnyRule | None) -> frozenset[str]:
    """Ids of all fields the rule reads."""
    if rule is None:
        return frozenset()
    return frozenset(node.ref for node in walk_rule(rule) if isinstance(node, Ref))


def plain(rule: AnyRule) -> dict[str, Any]:
    """The rule as JSON data, without keys that only repeat a default."""
    return rule.model_dump(mode="json", exclude_defaults=True)
