"""Whose turn it is, where some people come at an agreed time and others without one.

Whom the law lets go first goes first. Then those whose agreed time has come and those who came
without one take turns, two to one: neither waits for the other's whole queue. Who is here before
the agreed time waits for it, unless there is nobody else to serve.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import Final, Protocol, TypeVar

AGREED_IN_A_ROW: Final = 2


class Group(StrEnum):
    FIRST = "first"
    AGREED = "agreed"
    WALK_IN = "walk_in"
    EARLY = "early"


class Waiting(Protocol):
    @property
    def is_priority(self) -> bool: ...
    @property
    def promised_at(self) -> datetime | None: ...
    @property
    def issued_at(self) -> datetime: ...


T = TypeVar("T", bound=Waiting)


def group_of(each: Waiting, *, now: datetime) -> Group:
    if each.is_priority:
        return Group.FIRST
    if each.promised_at is None:
        return Group.WALK_IN
    return Group.AGREED if each.promised_at <= now else Group.EARLY


def groups_in_turn(lately: Sequence[bool]) -> tuple[Group, ...]:
    """Whom to ask next, in order. ``lately``: of those called before, newest first and without
    those who go first by law, whether they had an agreed time."""
    in_a_row = len(list(takewhile(bool, lately)))
    middle = (Group.AGREED, Group.WALK_IN)
    if in_a_row >= AGREED_IN_A_ROW:
        middle = (Group.WALK_IN, Group.AGREED)
    return (Group.FIRST, *middle, Group.EARLY)


def arrange(waiting: Sequence[T], *, lately: Sequence[bool], now: datetime) -> list[T]:
    """In the order in which they would be called if all were called now."""
    rows: dict[Group, list[T]] = {group: [] for group in Group}
    for each in waiting:
        rows[group_of(each, now=now)].append(each)
    for group, members in rows.items():
        members.sort(key=lambda each: _place(each, group), reverse=True)
    found, called = list[T](), list(lately)
    while any(rows.values()):
        group = next(each for each in groups_in_turn(called) if rows[each])
        found.append(rows[group].pop())
        if group is not Group.FIRST:
            called.insert(0, group is not Group.WALK_IN)
    return found


def _place(each: Waiting, group: Group) -> tuple[datetime, datetime]:
    if group in (Group.AGREED, Group.EARLY) and each.promised_at is not None:
        return (each.promised_at, each.issued_at)
    return (each.issued_at, each.issued_at)
