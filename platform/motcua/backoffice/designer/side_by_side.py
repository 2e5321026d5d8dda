"""Two documents side by side, part by part, for people who judge a change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from motcua.backoffice.designer.difference_words import (
    LISTS,
    WHOLES,
    ListKind,
    attribute_label,
    value_words,
)
from motcua.backoffice.designer.differences import (
    Change,
    describe_changes,
    names_of,
    parts_of,
    subject_of,
)
from motcua.catalogue.api import ServiceDocument

MAX_LINES: Final = 40
_NOT_SHOWN: Final = frozenset({"id", "fields", "waivers", "outcomes", "blocks", "key", "name"})
Line = tuple[str, str, str]
"""Attribute, before, after."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One part in both documents. ``kind`` is ``same``, ``added``, ``removed``, ``changed`` or
    ``moved``; ``lines`` are what of it differs, or what a new or dropped part consists of."""

    area: str
    subject: str
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """``is_quiet`` when nothing in it differs."""

    label: str
    pairs: tuple[Pair, ...]

    @property
    def is_quiet(self) -> bool:
        return all(pair.kind == "same" for pair in self.pairs)


def side_by_side(
    before: ServiceDocument | None, after: ServiceDocument, *, with_same: bool = False
) -> list[Area]:
    """In the order of the document. Without ``with_same`` only what differs."""
    changes = describe_changes(before, after)
    pairs = [*_wholes(changes), *_lists(before, after, changes)]
    shown = [pair for pair in pairs if with_same or pair.kind != "same"]
    order = {area: number for number, area in enumerate(dict.fromkeys(one.area for one in shown))}
    shown.sort(key=lambda pair: order[pair.area])
    return [Area(area, tuple(group)) for area, group in groupby(shown, key=lambda one: one.area)]


def _wholes(changes: Sequence[Change]) -> Iterator[Pair]:
    for key, (area, subject) in WHOLES.items():
        found = [each for each in changes if each.part == key]
        yield Pair(str(area), str(subject), "changed" if found else "same", _lines(found))


def _lists(
    before: ServiceDocument | None, after: ServiceDocument, changes: Sequence[Change]
) -> Iterator[Pair]:
    old_document = before.to_json() if before else None
    new_document = after.to_json()
    names = {**(names_of(old_document) if old_document else {}), **names_of(new_document)}
    told: dict[str, list[Change]] = {}
    for change in changes:
        told.setdefault(change.part, []).append(change)
    for kind in LISTS:
        old = parts_of(kind, old_document) if old_document else {}
        new = parts_of(kind, new_document)
        for part_id, item in new.items():
            before_item = old.get(part_id)
            if before_item is None:
                own = tuple(_content(item, names, is_new=True))
                yield Pair(str(kind.area), subject_of(kind, item), "added", own)
            else:
                yield _kept(kind, item, told.get(part_id, []))
        for part_id, item in old.items():
            if part_id not in new:
                own = tuple(_content(item, names, is_new=False))
                yield Pair(str(kind.area), subject_of(kind, item), "removed", own)


def _kept(kind: ListKind, item: Mapping[str, Any], found: Sequence[Change]) -> Pair:
    kinds = {each.kind for each in found}
    what = "changed" if "changed" in kinds else "moved" if kinds else "same"
    return Pair(str(kind.area), subject_of(kind, item), what, _lines(found))


def _lines(found: Sequence[Change]) -> tuple[Line, ...]:
    changed = [(each.attribute, each.old, each.new) for each in found if each.attribute]
    return tuple(changed[:MAX_LINES])


def _content(item: Mapping[str, Any], names: Mapping[str, str], *, is_new: bool) -> Iterator[Line]:
    """What a part says for itself: its filled attributes, its settings one by one."""
    settings = item.get("config")
    flat = {**item, **(settings if isinstance(settings, dict) else {})}
    filled = [
        (key, value)
        for key, value in flat.items()
        if key not in _NOT_SHOWN | {"config"} and value not in (None, "", {}, [], False)
    ]
    for key, value in filled[:MAX_LINES]:
        words = value_words(key, value, names)
        yield (attribute_label(key), "", words) if is_new else (attribute_label(key), words, "")
