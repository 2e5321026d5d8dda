"""File names from outside, made harmless to show, to log and to send in a header."""

import re
import unicodedata
from typing import Final

MAX_NAME: Final = 150
_SPACES: Final = re.compile(r"\s+")
# Besides control (Cc), format incl. bidi (Cf), surrogate (Cs), private (Co) and unassigned (Cn)
# characters: separators of paths and what file systems or spreadsheets give a meaning to.
_FORBIDDEN: Final = frozenset('/\\:*?"<>|')
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str, *, extension: str = "") -> str:
    """A name without path, control or bidi characters, in NFC, of at most 150 characters.

    ``extension`` (with its dot) ends the result whatever the sender called it; an empty rest
    becomes ``tep``.
    """
    last = unicodedata.normalize("NFC", name[-1_000:]).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        " " if unicodedata.category(char) in ("Zl", "Zp") or char in "\t\n\r" else char
        for char in last
        if char in "\t\n\r" or unicodedata.category(char) not in _HIDDEN - {"Zl", "Zp"}
    )
    plain = "".join("_" if char in _FORBIDDEN else char for char in kept)
    plain = _SPACES.sub(" ", plain).strip(" .")
    stem = plain
    if extension and plain.casefold().endswith(extension):
        stem = plain[: -len(extension)].strip(" .")
    return (stem[: MAX_NAME - len(extension)].strip(" .") or "tep") + extension


def extension_of(name: str) -> str:
    """The ending with its dot in lower case; empty when there is none."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.strip().casefold()}" if dot else ""
