"""What a survey's sums look like on a page: one line an answer, with its share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.kernel.i18n import pick


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Figure:
    """``answered``: ``None`` where so few answered that nothing is told."""

    id: str
    label: str
    kind: str
    answered: int | None
    lines: tuple[Line, ...]
    mean: str
    median: str
    texts: tuple[str, ...]


def figures_of(results: Mapping[str, Any]) -> list[Figure]:
    texts = results.get("texts", {})
    return [_figure(each, texts.get(each["id"], ())) for each in results["questions"]]


def _figure(question: Mapping[str, Any], texts: Any) -> Figure:
    answered, number = question["answered"], question["number"]
    language = get_language() or "vi"
    counted = [(pick(each["label"], language), each["count"]) for each in question["options"]]
    if number:
        counted = [(_range(each), each["count"]) for each in number["bars"]]
    return Figure(
        id=question["id"].replace(".", "-"),
        label=pick(question["label"], language),
        kind=question["kind"],
        answered=answered,
        lines=tuple(Line(label, count, _percent(count, answered)) for label, count in counted),
        mean=_numeral(number["mean"]) if number else "",
        median=_numeral(number["median"]) if number else "",
        texts=tuple(texts),
    )


def _percent(count: int, of: int | None) -> int:
    return round(100 * count / of) if of else 0


def _range(bar: Mapping[str, float]) -> str:
    if bar["from"] == bar["to"]:
        return _numeral(bar["from"])
    words = {"low": _numeral(bar["from"]), "high": _numeral(bar["to"])}
    return _("%(low)s đến %(high)s") % words


def _numeral(value: float) -> str:
    whole = value == int(value)
    return number_format(value, decimal_pos=0 if whole else 2)
