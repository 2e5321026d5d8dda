"""Search that forgives missing tone marks and the two spellings of a final i."""

import re
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q

from motcua.catalogue.domain.document import ServiceDocument
from motcua.kernel.text import fold

# Both "đăng ký" and "đăng kí" are right; the folded text keeps one of them.
_FINAL_Y: Final = re.compile(r"\b([bcdghklmnpqrstvx]+)y\b")
_NOT_WORD: Final = re.compile(r"[^\w.]+")
MAX_QUERY_WORDS: Final = 12


def searchable(text: str) -> str:
    return _NOT_WORD.sub(" ", _FINAL_Y.sub(r"\1i", fold(text))).strip()


def search_text_of(document: ServiceDocument) -> str:
    """Everything people may look for; a blank before each word makes words match as prefixes."""
    return " " + " ".join(dict.fromkeys(searchable(" ".join(_texts(document))).split()))


def matching(query: str, *, column: str) -> Q:
    """Services that have every word of ``query``, in any order."""
    found = Q()
    for word in searchable(query[:200]).split()[:MAX_QUERY_WORDS]:
        found &= Q(**{f"{column}__contains": f" {word}"})
    return found


def _texts(document: ServiceDocument) -> Iterable[str]:
    service, procedure = document.service, document.procedure
    yield procedure.code
    # "001193" alone finds 1.001193.
    yield procedure.code.partition(".")[2]
    yield service.slug.replace("-", " ")
    labels: list[dict[str, Any]] = [service.name, procedure.name, service.summary, procedure.sector]
    for label in labels:
        yield from label.values()
    yield from service.keywords
    yield from service.life_events
