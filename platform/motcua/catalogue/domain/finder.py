"""Finding services among ten thousand while somebody types: pure, in memory, no database.

Every word of the services has a set of the services it stands in, as the bits of one number;
"all of these words" is then an ``&`` of a few numbers. Services are numbered in the order in which
equally good ones are to be shown, so the lowest bits come first. Words that nobody wrote are
compared with those somebody did: one letter more, less, other or swapped; two words written
together; letters of the Telex keyboard that never became tone marks.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

MAX_QUERY: Final = 200
MAX_WORDS: Final = 12
_MAX_PREFIXES: Final = 400
_FUZZY_FROM: Final = 3
_PHRASES_LOOKED_AT: Final = 400
_SURE: Final = 4
"""So many of a query's tiers have its words as they were typed."""
_TELEX_PAIRS: Final = (("dd", "d"), ("aw", "a"), ("aa", "a"), ("ee", "e"), ("oo", "o"),
                       ("ow", "o"), ("uw", "u"), ("w", "u"))  # fmt: skip
_TELEX_TONE: Final = re.compile(r"[sfrxj]$|(?<=[aeiouy])[sfrxj](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Findable:
    """A service as the finder knows it. ``name`` and ``words`` are folded."""

    id: UUID
    name: str
    words: str
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hits:
    """``total`` services, of which ``ids`` are shown. ``counts``: facet to value to how many.

    ``loose``: nothing had all the words; these have most of them, or words much like them.
    """

    ids: tuple[UUID, ...]
    total: int
    loose: bool
    counts: Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class _Word:
    exact: int = 0
    prefix: int = 0
    alike: int = 0


@dataclass(slots=True)
class Finder:
    """Services in the order of showing. Built once, then only read."""

    services: Sequence[Findable]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    _anywhere: dict[str, int] = field(default_factory=dict)
    _in_name: dict[str, int] = field(default_factory=dict)
    _sorted: list[str] = field(default_factory=list)
    _shortened: dict[str, list[str]] = field(default_factory=dict)
    _facets: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._anywhere = _sets(each.words.split() for each in self.services)
        self._in_name = _sets(each.name.split() for each in self.services)
        self._sorted = sorted(self._anywhere)
        shortened: dict[str, list[str]] = defaultdict(list)
        for word in self._anywhere:
            if len(word) >= _FUZZY_FROM and word.isalpha():
                for each in _shorter(word):
                    shortened[each].append(word)
        self._shortened = dict(shortened)
        self._facets = self._facet_sets()

    def __contains__(self, word: str) -> bool:
        return word in self._anywhere

    def find(
        self,
        query: str,
        *,
        chosen: Mapping[str, str] | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Hits:
        """``query`` is folded already. ``chosen``: facet to the value wanted; unknown: nothing."""
        mask = self._mask(chosen or {})
        words = query.split()[:MAX_WORDS]
        if not words:
            return self._hits([mask], limit, offset, loose=False)
        ways, loose = [self._tiers(words)], False
        for said, meant in self.synonyms.items():
            if f" {said} " in f" {query} ":
                other = f" {query} ".replace(f" {said} ", f" {meant} ").split()[:MAX_WORDS]
                ways.append(self._tiers(other))
        # What has the words, typed or meant, stands before what has only words much like them.
        tiers = [tier for way in ways for tier in way[:_SURE]]
        tiers += [tier for way in ways for tier in way[_SURE:]]
        if not any(tier & mask for tier in tiers):
            tiers, loose = self._loose_tiers(words), True
        return self._hits([tier & mask for tier in tiers], limit, offset, loose=loose)

    def _tiers(self, words: list[str]) -> list[int]:
        """From best to worst; a service may be in several."""
        name = [self._word(word, self._in_name) for word in words]
        every = [self._word(word, self._anywhere) for word in words]
        in_name = _all(each.exact for each in name)
        return [
            self._with_phrase(in_name, " ".join(words)),
            in_name,
            _all(each.prefix for each in name),
            _all(each.prefix for each in every),
            _all(each.alike for each in name),
            _all(each.alike for each in every),
        ]

    def _loose_tiers(self, words: list[str]) -> list[int]:
        """All words but one; failing that, the two rarest of those that are known at all."""
        found = [self._word(word, self._anywhere).alike for word in words]
        if len(found) < 3:
            return []
        all_but_one = 0
        for left_out in range(len(found)):
            all_but_one |= _all(bits for n, bits in enumerate(found) if n != left_out)
        rare = sorted((bits for bits in found if bits), key=int.bit_count)[:2]
        return [all_but_one, _all(rare) if len(rare) == 2 else 0]

    def _word(self, word: str, among: Mapping[str, int]) -> _Word:
        exact = among.get(word, 0)
        prefix = exact | _any(among.get(each, 0) for each in self._starting_with(word))
        alike = prefix | _any(among.get(each, 0) for each in self._alike(word))
        if not alike and len(word) > 4:
            alike = self._taken_apart(word, among)
        return _Word(exact, prefix, alike)

    def _starting_with(self, word: str) -> list[str]:
        start = bisect_left(self._sorted, word)
        found = []
        for each in self._sorted[start : start + _MAX_PREFIXES]:
            if not each.startswith(word):
                break
            found.append(each)
        return found

    def _alike(self, word: str) -> Iterator[str]:
        if not word.isalpha():
            return
        plain = _without_telex(word)
        if plain != word and plain in self._anywhere:
            yield plain
        if len(word) < _FUZZY_FROM:
            return
        candidates = {each for form in _shorter(word) for each in self._shortened.get(form, ())}
        for each in candidates:
            if (each[0] == word[0] or each[1:2] == word[0]) and is_one_slip(word, each):
                yield each

    def _taken_apart(self, word: str, among: Mapping[str, int]) -> int:
        """``khaisinh``: both halves are words."""
        halves = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        return _any(among.get(one, 0) & among.get(other, 0) for one, other in halves)

    def _with_phrase(self, bits: int, phrase: str) -> int:
        found = 0
        for place in _places(bits, _PHRASES_LOOKED_AT):
            if f" {phrase} " in f" {self.services[place].name} ":
                found |= 1 << place
        return found

    def _mask(self, chosen: Mapping[str, str]) -> int:
        mask = (1 << len(self.services)) - 1
        for facet, value in chosen.items():
            mask &= self._facets.get(facet, {}).get(value, 0)
        return mask

    def _facet_sets(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for place, service in enumerate(self.services):
            for facet, values in service.facets.items():
                for value in values:
                    found[facet][value] |= 1 << place
        return {facet: dict(values) for facet, values in found.items()}

    def _hits(self, tiers: list[int], limit: int, offset: int, *, loose: bool) -> Hits:
        seen, places, wanted = 0, list[int](), offset + limit
        for tier in tiers:
            fresh = tier & ~seen
            seen |= tier
            if len(places) < wanted:
                places += _places(fresh, wanted - len(places))
        counts = {
            facet: {value: n for value, bits in values.items() if (n := (bits & seen).bit_count())}
            for facet, values in self._facets.items()
        }
        ids = tuple(self.services[place].id for place in places[offset:wanted])
        return Hits(ids=ids, total=seen.bit_count(), loose=loose, counts=counts)


def is_one_slip(one: str, other: str) -> bool:
    """One letter other, more, less, or two neighbours swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, rest_other = one[start:], other[start:]
    if len(one) == len(other):
        swapped = rest[1::-1] + rest[2:]
        return rest[1:] == rest_other[1:] or (len(rest) > 1 and swapped == rest_other)
    return rest[1:] == rest_other or rest == rest_other[1:]


def _without_telex(word: str) -> str:
    """``ddawng`` and ``kys``: what the keyboard would have made of them, without marks."""
    for typed, meant in _TELEX_PAIRS:
        word = word.replace(typed, meant)
    return _TELEX_TONE.sub("", word)


def _shorter(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _sets(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """Word to the set of rows that have it. By lists first: setting bits one by one in numbers
    of ten thousand bits would copy each of them ten thousand times."""
    places: dict[str, list[int]] = defaultdict(list)
    size = 0
    for place, words in enumerate(rows):
        size = place + 1
        for word in set(words):
            places[word].append(place)
    return {word: _bits(found, size) for word, found in places.items()}


def _bits(places: list[int], size: int) -> int:
    octets = bytearray(size // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def _places(bits: int, most: int) -> list[int]:
    found: list[int] = []
    while bits and len(found) < most:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def _all(sets: Iterable[int]) -> int:
    result: int | None = None
    for each in sets:
        result = each if result is None else result & each
        if not result:
            return 0
    return result or 0


def _any(sets: Iterable[int]) -> int:
    result = 0
    for each in sets:
        result |= each
    return result
