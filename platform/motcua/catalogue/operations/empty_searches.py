"""Words that found nothing: counted for the staff who keep the synonyms, tied to nobody.

No address, account or time of day is kept, and nothing that looks like a number of a person, an
address of mail, or a name. Words seen once go after a week, all others ninety days after the last.
"""

import re
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from motcua.catalogue.models import EmptySearch, FinderStamp, PublicService, Synonym
from motcua.catalogue.permissions import FINDING
from motcua.catalogue.queries.find_services import finder
from motcua.catalogue.queries.search import searchable
from motcua.kernel.actors import Actor

MAX_KEPT: Final = 2_000
MAX_LENGTH: Final = 80
_MAX_WORDS: Final = 8
_NUMBERS: Final = re.compile(r"\d{4,}")
_SURNAMES: Final = frozenset(
    (
        *("nguyen", "tran", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "do"),
        *("ngo", "duong", "dinh", "truong"),
    )
)
_ONCE_FOR: Final = timedelta(days=7)
_KEPT_FOR: Final = timedelta(days=90)


def note_empty_search(query: str, *, today: date) -> bool:
    """Count ``query``; whether it was kept."""
    words = searchable(query)
    if not _may_be_kept(query, words):
        return False
    if EmptySearch.objects.filter(words=words).update(times=F("times") + 1, last_on=today):
        return True
    if EmptySearch.objects.count() >= MAX_KEPT:
        return False
    EmptySearch.objects.bulk_create(
        [EmptySearch(words=words, last_on=today)], ignore_conflicts=True
    )
    return True


def _may_be_kept(query: str, words: str) -> bool:
    parts = words.split()
    if not 3 <= len(words) <= MAX_LENGTH or len(parts) > _MAX_WORDS:
        return False
    if "@" in query or _NUMBERS.search(words.replace(" ", "").replace(".", "")):
        return False
    if parts[0] in _SURNAMES and 2 <= len(parts) <= 5:
        known = finder()
        return any(part in known for part in parts[1:] if len(part) > 2)
    return True


def list_empty_searches(*, limit: int = 100) -> list[EmptySearch]:
    """What several people looked for in vain, most often first."""
    return list(EmptySearch.objects.filter(times__gte=2).order_by("-times", "words")[:limit])


def add_synonym(*, said: str, meant: str, by: Actor) -> Synonym:
    """From now on ``said`` finds what ``meant`` finds. Raises ``ValidationError``."""
    by.require(FINDING)
    row = Synonym(said=said.strip()[:80], meant=meant.strip()[:200])
    row.full_clean()
    with transaction.atomic():
        row.save()
        EmptySearch.objects.filter(words=row.said_folded).delete()
    return row


def dismiss_empty_search(*, words: str, by: Actor) -> None:
    by.require(FINDING)
    EmptySearch.objects.filter(words=words).delete()


def forget_old_searches(*, today: date) -> int:
    once = EmptySearch.objects.filter(times=1, last_on__lt=today - _ONCE_FOR).delete()[0]
    return once + EmptySearch.objects.filter(last_on__lt=today - _KEPT_FOR).delete()[0]


def note_popularity(counts: dict[str, int]) -> int:
    """How many dossiers each service had lately (by id as text); how many services changed."""
    changed = []
    for row in PublicService.objects.filter(live_version__isnull=False).only("id", "popularity"):
        number = counts.get(str(row.id), 0)
        if number != row.popularity:
            row.popularity = number
            changed.append(row)
    if changed:
        PublicService.objects.bulk_update(changed, ["popularity"], batch_size=500)
        FinderStamp.move()
    return len(changed)
