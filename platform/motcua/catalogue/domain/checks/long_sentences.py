import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.citizen_texts import citizen_texts
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck

MAX_WORDS: Final = {"label": 30, "option": 45, "help": 45, "prose": 45}
"""Vietnamese syllables. Undertakings are options and may be a little longer than questions."""
_SENTENCE_END: Final = re.compile(r"[.!?;:…\n]+(?:\s|$)")


class LongSentences(PublishCheck):
    """Who reads slowly, or hears the page read out, loses a long sentence."""

    key = "plain.long_sentences"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        told: set[str] = set()
        for each in citizen_texts(document):
            longest = max(_lengths(each.text), default=0)
            if longest <= MAX_WORDS[each.role] or each.path in told:
                continue
            told.add(each.path)
            message = _("“%(place)s” có câu dài %(count)s chữ. Hãy tách thành các câu ngắn.")
            known = {"place": each.place[:100], "count": longest}
            yield Problem(each.path, "plain.long_sentence", message % known, "warning")


def _lengths(text: str) -> Iterator[int]:
    return (len(sentence.split()) for sentence in _SENTENCE_END.split(text))
