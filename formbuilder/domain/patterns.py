"""Patterns that builders write for answers, matched in time linear in the answer.

RE2 runs them here; the browser runs the same patterns on a machine of its own
(``frontend/packages/field-types/src/patterns.ts``). Only what both mean alike is allowed: literals,
classes, ``.``, ``\\d \\w \\s \\p{Lu}``, groups, ``|`` and repetition. A pattern always speaks of
the whole answer; ``^`` at its start and ``$`` at its end change nothing.
"""

import re
from functools import lru_cache
from typing import Any, Final

import re2

MAX_PATTERN: Final = 200
_MAX_MEMORY: Final = 1 << 17
"""Bytes a compiled pattern may take; what is larger is refused."""

_ESCAPE: Final = r"\\[dDwWsSnt]|\\[pP]\{[A-Z][a-z]?\}|\\[\^$\\.*+?()\[\]{}|/-]"
_REPEAT: Final = r"[*+?]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\}"
_ATOM: Final = rf"{_ESCAPE}|\[\^?(?:{_ESCAPE}|[^\]\[\\])+\]|[^\\\[\](){{}}*+?|^$]"
_TOKENS: Final = re.compile(rf"(?:\(\?:|\(|\||(?:{_ATOM}|\))(?:{_REPEAT})?)*")


class BadPattern(ValueError):
    """The pattern cannot be used; the text says why, in English, for logs."""


@lru_cache(maxsize=1_000)
def compile_pattern(text: str) -> Any:
    """Compiled by RE2. Raises ``BadPattern``."""
    if len(text) > MAX_PATTERN:
        raise BadPattern("too long")
    core = text.removeprefix("^")
    if core.endswith("$") and not core.endswith("\\$"):
        core = core[:-1]
    if _TOKENS.fullmatch(core) is None:
        raise BadPattern("it uses what not every engine knows")
    options = re2.Options()
    options.max_mem, options.log_errors = _MAX_MEMORY, False
    try:
        return re2.compile(core, options)
    except re2.error as error:
        raise BadPattern(str(error)) from None


def is_pattern(text: str) -> bool:
    try:
        compile_pattern(text)
    except BadPattern:
        return False
    return True


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether the whole text matches; a pattern that cannot be used forbids nothing."""
    try:
        return compile_pattern(pattern).fullmatch(text) is not None
    except BadPattern:
        return True
