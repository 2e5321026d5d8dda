"""What changed between the live version and the draft, in sentences a reviewer can judge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.backoffice.designer.difference_words import (
    LISTS,
    WHOLES,
    ListKind,
    attribute_label,
    value_words,
)
from motcua.catalogue.api import ServiceDocument
from motcua.kernel.i18n import pick

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """``area`` is a heading; ``kind`` is ``added``, ``removed``, ``changed`` or ``moved``.

    ``subject`` names the part with the id ``part``; of a changed one, ``attribute`` was ``old``
    and is ``new``.
    """

    area: str
    kind: str
    sentence: str
    subject: str = ""
    attribute: str = ""
    old: str = ""
    new: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    item: Node
    owner: str
    order: int


def describe_changes(before: ServiceDocument | None, after: ServiceDocument) -> list[Change]:
    """In the order of the document; without ``before`` everything is new."""
    old = before.to_json() if before else None
    return list(_Comparison(old, after.to_json()).run())


def parts_of(kind: ListKind, document: Node) -> dict[str, Node]:
    """Parts of one kind by id, in reading order."""
    return {part_id: placed.item for part_id, placed in _parts(kind, document).items()}


def subject_of(kind: ListKind, item: Mapping[str, Any]) -> str:
    """A part as people call it: its kind and its name."""
    words = next((said for key in kind.name_keys if (said := _name(item.get(key)))), item["id"])
    return f"{kind.label} “{words}”"


def names_of(document: Node) -> dict[str, str]:
    """Questions by id, and their options as ``<field>=<value>``."""
    names: dict[str, str] = {}
    for placed in _fields(document).values():
        item = placed.item
        names[item["id"]] = pick(item["label"]) or item["key"]
        options = item["config"].get("options")
        for option in options if isinstance(options, list) else ():
            if isinstance(option, dict) and "value" in option:
                label = option.get("label")
                words = pick(label) if isinstance(label, dict) else ""
                names[f"{item['id']}={option['value']}"] = words or str(option["value"])
    return names


class _Comparison:
    def __init__(self, before: Node | None, after: Node) -> None:
        self.before, self.after = before, after
        self.names = {**(names_of(before) if before else {}), **names_of(after)}

    def run(self) -> Iterator[Change]:
        if self.before is None:
            yield Change(_("Tổng quan"), "added", _("Dịch vụ mới, chưa công bố lần nào."))
        for key, (area, subject) in WHOLES.items():
            if self.before is not None:
                old, new = self.before[key], self.after[key]
                found = self._attributes(str(area), str(subject), old, new, skip={"blocks"})
                yield from (replace(change, part=key) for change in found)
        for kind in LISTS:
            old_parts = _parts(kind, self.before) if self.before else {}
            yield from self._list(kind, old_parts, _parts(kind, self.after))

    def _list(
        self, kind: ListKind, old: Mapping[str, _Placed], new: Mapping[str, _Placed]
    ) -> Iterator[Change]:
        area = str(kind.area)
        for part_id, placed in new.items():
            subject = subject_of(kind, placed.item)
            if part_id not in old:
                yield Change(area, "added", _("Thêm %(what)s.") % {"what": subject}, subject)
                continue
            skip = {"id", *kind.inner}
            before = old[part_id]
            found = self._attributes(area, subject, before.item, placed.item, skip=skip)
            yield from (replace(change, part=part_id) for change in found)
            if before.owner != placed.owner:
                sentence = _("Chuyển %(what)s sang chỗ khác.") % {"what": subject}
                yield Change(area, "moved", sentence, subject, part=part_id)
        for part_id, placed in old.items():
            if part_id not in new:
                subject = subject_of(kind, placed.item)
                yield Change(area, "removed", _("Bỏ %(what)s.") % {"what": subject}, subject)
        moved = _moved(old, new)
        for part_id in moved:
            subject = subject_of(kind, new[part_id].item)
            sentence = _("Đổi thứ tự %(what)s.") % {"what": subject}
            yield Change(area, "moved", sentence, subject, part=part_id)

    def _attributes(
        self, area: str, subject: str, old: Node, new: Node, *, skip: set[str]
    ) -> Iterator[Change]:
        for key, value in new.items():
            if key in skip or old.get(key) == value:
                continue
            if key == "config" and isinstance(value, dict):
                before = old.get("config")
                known = before if isinstance(before, dict) else {}
                settings = dict.fromkeys([*value, *known])
                yield from self._attributes(
                    area,
                    subject,
                    {each: known.get(each) for each in settings},
                    {each: value.get(each) for each in settings},
                    skip=set(),
                )
                continue
            if key == "options" and _are_options(old.get(key), value):
                yield from self._options(area, subject, old[key], value)
                continue
            yield self._changed(area, subject, key, old.get(key), value)

    def _options(
        self, area: str, subject: str, old: list[Node], new: list[Node]
    ) -> Iterator[Change]:
        """Choice by choice: a list of fifty words twice tells nobody what changed."""
        before = {each["value"]: each for each in old}
        after = {each["value"]: each for each in new}
        for value in [*after, *(each for each in before if each not in after)]:
            label = (after.get(value) or before[value]).get("label")
            known = {"what": _capital(subject), "name": _name(label) or value}
            if value not in before:
                sentence = _("%(what)s: thêm lựa chọn “%(name)s”.") % known
                yield Change(area, "changed", sentence, subject, _("lựa chọn"), "", known["name"])
            elif value not in after:
                sentence = _("%(what)s: bỏ lựa chọn “%(name)s”.") % known
                yield Change(area, "changed", sentence, subject, _("lựa chọn"), known["name"], "")
            elif before[value] != after[value]:
                yield self._changed(area, subject, "option", before[value], after[value])
        stayed = [each for each in before if each in after]
        if stayed != [each for each in after if each in before]:
            sentence = _("%(what)s: đổi thứ tự các lựa chọn.") % {"what": _capital(subject)}
            yield Change(area, "moved", sentence, subject)

    def _changed(self, area: str, subject: str, key: str, old: Any, new: Any) -> Change:
        words = {
            "what": _capital(subject),
            "attribute": attribute_label(key),
            "old": value_words(key, old, self.names),
            "new": value_words(key, new, self.names),
        }
        sentence = _("%(what)s: %(attribute)s đổi từ %(old)s thành %(new)s.") % words
        return Change(
            area, "changed", sentence, subject, words["attribute"], words["old"], words["new"]
        )


def _capital(subject: str) -> str:
    return subject[:1].upper() + subject[1:]


def _are_options(*lists: Any) -> bool:
    return all(
        isinstance(each, list)
        and all(isinstance(one, dict) and isinstance(one.get("value"), str) for one in each)
        and len({one["value"] for one in each}) == len(each)
        for each in lists
    )


def _name(value: Any) -> str:
    return pick(value) if isinstance(value, dict) else str(value or "")


def _parts(kind: ListKind, document: Node) -> dict[str, _Placed]:
    if kind.key == "field":
        return _fields(document)
    found: dict[str, _Placed] = {}
    owners: Sequence[Node] = [document]
    for key in kind.path[:-1]:
        owners = [
            inner
            for owner in owners
            for inner in (owner[key] if isinstance(owner[key], list) else [owner[key]])
        ]
    for owner in owners:
        owner_id = str(owner.get("id", ""))
        for order, item in enumerate(owner[kind.path[-1]]):
            part_id = f"{owner_id}/{item['id']}" if kind.scoped else item["id"]
            found[part_id] = _Placed(item, owner_id, order)
    return found


def _fields(document: Node) -> dict[str, _Placed]:
    found: dict[str, _Placed] = {}
    stack = [(page["id"], page["fields"]) for page in reversed(document["form"]["pages"])]
    while stack:
        owner, fields = stack.pop()
        for order, item in enumerate(fields):
            found[item["id"]] = _Placed(item, owner, order)
            stack.append((item["id"], item["fields"]))
    return found


_MOST_MOVED: Final = 400


def _moved(old: Mapping[str, _Placed], new: Mapping[str, _Placed]) -> list[str]:
    """The fewest parts whose moving explains the new order, owner by owner."""
    moved: list[str] = []
    for owner in dict.fromkeys(placed.owner for placed in new.values()):
        here = [key for key, placed in new.items() if placed.owner == owner]
        stayed = [key for key in here if key in old and old[key].owner == owner]
        if len(stayed) <= _MOST_MOVED:
            keep = _longest_rising([old[key].order for key in stayed])
            moved += [key for index, key in enumerate(stayed) if index not in keep]
    return moved


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest rising subsequence."""
    best: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        before = [each for each in range(index) if numbers[each] < number]
        link = max(before, key=lambda each: best[each], default=-1)
        previous.append(link)
        best.append(best[link] + 1 if link >= 0 else 1)
    keep: set[int] = set()
    at = max(range(len(numbers)), key=lambda each: best[each], default=-1)
    while at >= 0:
        keep.add(at)
        at = previous[at]
    return keep
