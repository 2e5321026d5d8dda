"""The tree foreign expressions are read into, whatever their dialect; nothing is ever computed."""

from dataclasses import dataclass
from typing import Final

MAX_LENGTH: Final = 4_000
MAX_TOKENS: Final = 600
MAX_DEPTH: Final = 30


class NotRead(Exception):
    """The expression cannot be read, or says something our rules cannot; ``str`` is the reason."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Name:
    """A question by the name its form gives it; ``.`` is the question itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """A function or an operator. Operators have the names of ours: ``eq``, ``and``, ``add``."""

    op: str
    args: tuple["Node", ...]


Node = Literal | Name | Apply
