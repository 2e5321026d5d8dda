import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.citizen_texts import citizen_texts
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck

KNOWN: Final = frozenset(
    {"PDF", "QR", "USB", "VND", "VNĐ", "JPG", "PNG", "DOCX", "XLSX", "MB", "KB", "GPS", "SMS"}
    | {"TP", "I", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"}
)
"""Everybody's words, and numerals."""
_ABBREVIATION: Final = re.compile(r"(?<![\w/.-])[A-ZĐƯƠÂÊÔ]{2,10}(?![\w/-])")
_LETTERS: Final = re.compile(r"[^\W\d_]")


class Abbreviations(PublishCheck):
    """An abbreviation must be written out once: ``căn cước công dân (CCCD)``."""

    key = "plain.abbreviations"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        texts = list(citizen_texts(document))
        explained = {
            short for each in texts for short in re.findall(r"\(([A-ZĐƯƠÂÊÔ]{2,10})\)", each.text)
        }
        told: set[str] = set()
        for each in texts:
            found = [short for short in _shorts(each.text) if short not in explained | KNOWN]
            if not found or each.path in told:
                continue
            told.add(each.path)
            message = _("“%(place)s” viết tắt %(short)s mà chưa viết đầy đủ ở chỗ nào.")
            known = {"place": each.place[:100], "short": ", ".join(dict.fromkeys(found))}
            yield Problem(each.path, "plain.abbreviation", message % known, "warning")


def _shorts(text: str) -> list[str]:
    """None in a text that is written in capitals anyway."""
    if _ABBREVIATION.search(text) is None:
        return []
    letters = _LETTERS.findall(text)
    if letters and all(letter.isupper() for letter in letters):
        return [text] if len(letters) <= 6 and _ABBREVIATION.fullmatch(text) else []
    return _ABBREVIATION.findall(text)
