"""Text from outside: brought to Unicode NFC, refused when it holds what no one can see."""

import re
import unicodedata
from typing import Final

# Control characters, lone surrogates, non-characters, and the marks that reverse the direction of
# writing (they make a text read differently from what it says). Tab and newline are allowed here.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff]"
)
# What takes no room on paper: zero-width spaces and joiners, direction marks, soft hyphens, filler
# letters, language tags. Pasted from word processors unseen, so they are let fall, not refused.
_NOTHING: Final = re.compile(
    "[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e0fff]"
)
_SPACES: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


def has_unseen(text: str) -> bool:
    return _UNSEEN.search(text) is not None


def is_clean(text: str) -> bool:
    """Whether stored text is as cleaning would have left it."""
    return (
        unicodedata.is_normalized("NFC", text)
        and not has_unseen(text)
        and (text.isascii() or _NOTHING.search(text) is None)
    )


def composed(text: str) -> str:
    """NFC, without what takes no room."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _NOTHING.sub("", text))


def clean_line(text: str) -> str:
    """One line: NFC, runs of spaces and line ends become one space."""
    joined = composed(text).replace("\r", " ").replace("\n", " ")
    return _SPACES.sub(" ", joined).strip()


def clean_lines(text: str) -> str:
    """Several lines: NFC, line ends as ``\\n``, no space before them, none around the whole."""
    unified = composed(text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in unified.split("\n")).strip()
