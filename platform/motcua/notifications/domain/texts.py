"""Logic-less texts: ``{code}`` becomes the dossier's code, and nothing else becomes anything.

A text is never given to ``str.format`` or to a template engine: a name between braces that the
notice does not offer, an attribute, an index, a format specification stay the characters they
are, and values are not looked at again (engineering.md 4.2, item 32).
"""

import re
from collections.abc import Mapping, Set
from typing import Final

_NAME: Final = re.compile(r"\{([a-z][a-z_]{0,30})\}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SPACES: Final = re.compile(r"\s+")
MAX_VALUE: Final = 300


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put each value at its name; names without a value stay as they are."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), text)


def clean_value(value: object) -> str:
    """One line of plain text: no control or direction characters, no line breaks."""
    return _SPACES.sub(" ", _CONTROL.sub(" ", str(value))).strip()[:MAX_VALUE]


def one_line(text: str) -> str:
    """For titles and mail headers."""
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()


def misused(text: str, *, allowed: Set[str]) -> list[str]:
    """What stands between braces, or is a stray brace, and would not be filled in."""
    rest = _NAME.sub(lambda found: "" if found[1] in allowed else found[0], text)
    return re.findall(r"\{[^{}]*\}|[{}]", rest)
