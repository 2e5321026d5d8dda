"""What many answers say together. Pure: sums only, nothing of one person.

A table's cells are questions of their own here (``fld_x.row.column``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any, Final

from formbuilder.api import CompiledField, CompiledForm
from motcua.kernel.i18n import I18nText, pick

Answers = Mapping[str, Any]
BARS: Final = 6
_YES_NO: Final = (
    ("yes", {"vi": "Có", "en": "Yes"}),
    ("no", {"vi": "Không", "en": "No"}),
)
_WRITTEN: Final = frozenset({"short_text", "long_text"})
_NUMBERS: Final = frozenset({"number", "money"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is counted. ``kind``: ``choice``, ``choices``, ``number``, ``text`` or
    ``other``, of which only is counted how many answered."""

    id: str
    label: I18nText
    kind: str
    options: tuple[tuple[str, I18nText], ...] = ()

    def given(self, answers: Answers) -> list[Any]:
        """What one person answered here: values as they are counted."""
        found: Any = answers.get(self.id.partition(".")[0])
        if "." in self.id and isinstance(found, Mapping):
            found = found.get(self.id.partition(".")[2])
        if found is None or found in ("", [], {}):
            return []
        if isinstance(found, bool):
            return ["yes" if found else "no"]
        return list(found) if self.kind == "choices" else [found]


def asked_in(compiled: CompiledForm) -> list[Asked]:
    """In the order they are asked."""
    return [
        each
        for page in compiled.pages.values()
        for item in page.fields
        if item.type.answers
        for each in _asked(item)
    ]


def count(asked: Sequence[Asked], all_answers: Iterable[Answers]) -> dict[str, Any]:
    """``{"total", "questions": [...]}`` as JSON; see ``_told`` for one question."""
    total = 0
    kept: list[list[list[Any]]] = [[] for _each in asked]
    for answers in all_answers:
        total += 1
        for place, each in enumerate(asked):
            given = each.given(answers)
            if given:
                kept[place].append([] if each.kind in ("text", "other") else given)
    told = [_told(each, given) for each, given in zip(asked, kept, strict=True)]
    return {"total": total, "questions": told}


def cross(
    asked: Sequence[Asked], by: Asked, all_answers: Iterable[Answers], *, least: int
) -> list[dict[str, Any]]:
    """Each question with choices by the answer to ``by``; groups under ``least`` are not told.

    One small group alone could be had by taking the others from the total: then the next smallest
    is kept back as well.
    """
    topics = [each for each in asked if each.kind in ("choice", "choices") and each.id != by.id]
    sums: dict[str, dict[str, Counter[str]]] = {each.id: {} for each in topics}
    sizes: dict[str, Counter[str]] = {each.id: Counter() for each in topics}
    for answers in all_answers:
        group = next(iter(by.given(answers)), None)
        if group is None:
            continue
        for each in topics:
            given = each.given(answers)
            if given:
                sizes[each.id][str(group)] += 1
                sums[each.id].setdefault(str(group), Counter()).update(map(str, given))
    return [
        {
            "id": each.id,
            "label": dict(each.label),
            "groups": _groups(by, sizes[each.id], least),
            "rows": _rows(each, by, sums[each.id], _held_back(sizes[each.id], least)),
        }
        for each in topics
        if sizes[each.id]
    ]


def protect(tally: Mapping[str, Any], *, least: int) -> dict[str, Any] | None:
    """The tally as others may see it; ``None`` with too few answers.

    A question few people answered tells no more than how many; the least and the greatest number
    are always somebody's own.
    """
    if tally["total"] < least:
        return None
    questions = []
    for each in tally["questions"]:
        if each["answered"] < least:
            told = {"is_held_back": True, "options": [], "number": None, "answered": None}
            questions.append({**each, **told})
        elif each["number"]:
            number = {key: each["number"][key] for key in ("mean", "median", "bars")}
            questions.append({**each, "number": number})
        else:
            questions.append(each)
    return {"total": tally["total"], "questions": questions}


def _asked(item: CompiledField) -> Iterator[Asked]:
    label = item.field.label
    key = item.type.key
    if key == "matrix":
        for row in item.settings.rows:
            for column in item.settings.columns:
                yield _cell(item, row, column)
    elif item.type.kind in ("choice", "choices") and hasattr(item.settings, "options"):
        options = tuple((each.value, each.label) for each in item.settings.options)
        yield Asked(item.id, label, item.type.kind, options)
    elif key == "yes_no":
        yield Asked(item.id, label, "choice", _YES_NO)
    elif item.type.kind in _NUMBERS:
        yield Asked(item.id, label, "number")
    else:
        yield Asked(item.id, label, "text" if key in _WRITTEN else "other")


def _cell(item: CompiledField, row: Any, column: Any) -> Asked:
    place = f"{item.id}.{row.key}.{column.key}"
    many = len(item.settings.columns) > 1
    label = {
        each: ": ".join(
            filter(None, (pick(row.label, each), pick(column.label, each) if many else ""))
        )
        for each in (*row.label, "vi")
    }
    if column.kind == "choice":
        return Asked(place, label, "choice", tuple((o.value, o.label) for o in column.options))
    return Asked(place, label, "number" if column.kind in _NUMBERS else "other")


def _told(asked: Asked, kept: list[list[Any]]) -> dict[str, Any]:
    """One question: ``answered`` people, ``options`` with counts, or ``number``."""
    counts = Counter(str(value) for given in kept for value in given)
    options = [
        {"value": value, "label": dict(label), "count": counts[value]}
        for value, label in asked.options
    ]
    values = [float(value) for given in kept for value in given] if asked.kind == "number" else []
    return {
        "id": asked.id,
        "label": dict(asked.label),
        "kind": asked.kind,
        "answered": len(kept),
        "options": options,
        "number": _number(values) if values else None,
        "is_held_back": False,
    }


def _number(values: list[float]) -> dict[str, Any]:
    return {
        "mean": round(fmean(values), 2),
        "median": round(median(values), 2),
        "least": min(values),
        "most": max(values),
        "bars": _bars(values),
    }


def _bars(values: list[float]) -> list[dict[str, Any]]:
    """One bar a value where there are few, else ranges of equal width."""
    distinct = sorted(set(values))
    if len(distinct) <= BARS:
        counts = Counter(values)
        return [{"from": each, "to": each, "count": counts[each]} for each in distinct]
    low, width = distinct[0], (distinct[-1] - distinct[0]) / BARS
    counted = Counter(min(int((each - low) / width), BARS - 1) for each in values)
    return [
        {
            "from": round(low + at * width, 2),
            "to": round(low + (at + 1) * width, 2),
            "count": counted[at],
        }
        for at in range(BARS)
    ]


def _held_back(sizes: Counter[str], least: int) -> frozenset[str]:
    there = sorted((size, group) for group, size in sizes.items() if size)
    small = [group for size, group in there if size < least]
    if len(small) == 1 and len(there) > 1:
        small.append(there[1][1])
    return frozenset(small)


def _groups(by: Asked, sizes: Counter[str], least: int) -> list[dict[str, Any]]:
    held = _held_back(sizes, least)
    return [
        {
            "value": value,
            "label": dict(label),
            "size": None if value in held else sizes[value],
        }
        for value, label in by.options
    ]


def _rows(
    asked: Asked, by: Asked, sums: Mapping[str, Counter[str]], held: frozenset[str]
) -> list[dict[str, Any]]:
    return [
        {
            "label": dict(label),
            "counts": [
                None if group in held else sums.get(group, Counter())[value]
                for group, _label in by.options
            ],
        }
        for value, label in asked.options
    ]
