"""Reading and judging a page of 200 answers, against a plain Django form of 200 fields.

Needs no database: ``python -m tests.benchmarks.validation``. Both sides read the same posted texts
and do the same kinds of checks; ours also decides what is visible and finds unknown names.
"""

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

from tests.benchmarks.report import Figure, recorded

NAME = "validation"
ROUNDS: Final = 15
OPTIONS: Final = [("a", "Lựa chọn A"), ("b", "Lựa chọn B"), ("c", "Lựa chọn C")]
_CONFIG: Final = {"options": [{"value": value, "label": {"vi": word}} for value, word in OPTIONS]}
Posted = dict[str, list[str]]

# Type, settings, what is typed rightly and wrongly (by ending of the input), the Django field.
KINDS: Final[list[tuple[str, dict[str, Any], dict[str, str], dict[str, str], Callable[[], forms.Field]]]] = [
    ("short_text", {"max_length": 100}, {"": "Trần Thị  Lan"}, {"": "x" * 101},
     lambda: forms.CharField(max_length=100)),
    ("long_text", {}, {"": "dòng một\r\ndòng hai"}, {"": "a\x00"},
     lambda: forms.CharField(max_length=5_000, widget=forms.Textarea)),
    ("number", {"min": 0, "max": 100}, {"": "12"}, {"": "101"},
     lambda: forms.IntegerField(min_value=0, max_value=100)),
    ("decimal", {"min": 0}, {"": "12.5"}, {"": "x"},
     lambda: forms.DecimalField(min_value=0, max_digits=15, decimal_places=2)),
    ("date", {}, {"-day": "27", "-month": "3", "-year": "1990"},
     {"-day": "31", "-month": "2", "-year": "1990"},
     lambda: forms.DateField(input_formats=["%d/%m/%Y"])),
    ("single_choice", _CONFIG, {"": "b"}, {"": "z"}, lambda: forms.ChoiceField(choices=OPTIONS)),
    ("yes_no", {}, {"": "yes"}, {"": "maybe"},
     lambda: forms.ChoiceField(choices=[("yes", "Có"), ("no", "Không")])),
    ("email", {}, {"": "lan@example.com"}, {"": "lan@"}, forms.EmailField),
    ("phone", {}, {"": "0912 345 678"}, {"": "0912"},
     lambda: forms.RegexField(r"^0[35789][0-9 ]{8,10}$")),
    ("personal_number", {}, {"": "001190000123"}, {"": "999"},
     lambda: forms.RegexField(r"^0[0-9]{11}$")),
]  # fmt: skip


def run(world: object = None, port: int = 0, seconds: float = 1.0) -> list[Figure]:
    """The world of the other benchmarks is not needed."""
    figures = []
    for words, wrong in (("right answers", False), ("wrong answers", True)):
        ours, theirs, stored = measure(200, wrong=wrong)
        figures.append(
            recorded(NAME, f"200 fields against a Django form, {words}", ours / theirs, "x",
                     ours_ms=round(ours * 1e3, 2), django_ms=round(theirs * 1e3, 2))
        )  # fmt: skip
        figures.append(recorded(NAME, f"time a field, {words}", ours / 200 * 1e6, "µs"))
        figures.append(
            recorded(
                NAME, f"stored answers judged again, a field, {words}", stored / 200 * 1e6, "µs"
            )
        )
    few, many = measure(100)[0] / 100, measure(1_600)[0] / 1_600
    figures.append(recorded(NAME, "time a field with 1,600 fields, against 100", many / few, "x"))
    return figures


def measure(count: int, *, wrong: bool = False) -> tuple[float, float, float]:
    """Seconds: our page, the Django form, our stored answers. Taken by turns, the middle ones."""
    ours, again = our_page(count, wrong=wrong)
    theirs = django_form(count, wrong=wrong)
    rounds = ROUNDS if count <= 200 else 5
    times = [[_seconds(each) for each in (ours, theirs, again)] for _ in range(rounds)]
    return (
        median(a for a, _, _ in times),
        median(b for _, b, _ in times),
        median(c for *_, c in times),
    )


def our_page(count: int, *, wrong: bool) -> tuple[Callable[[], object], Callable[[], object]]:
    from formbuilder.api import FormSection, compile_form, parse_page, validate_answers

    fields, posted = [], {}
    for number in range(count):
        key, config, right, bad, _make = KINDS[number % len(KINDS)]
        label = {"vi": f"Câu hỏi {number}"}
        fields.append({"id": f"fld_{number}", "key": f"k{number}", "type": key, "label": label,
                       "required": True, "config": config})  # fmt: skip
        for ending, text in (bad if wrong else right).items():
            posted[f"f-fld_{number}{ending}"] = [text]
    page = {"id": "pag_1", "title": {"vi": "Trang"}, "fields": fields}
    form = compile_form(FormSection.model_validate({"pages": [page]}))
    parsed = parse_page(form, "pag_1", posted)
    assert len(parsed.errors) == (count if wrong else 0)
    return (
        lambda: parse_page(form, "pag_1", posted),
        lambda: validate_answers(form, parsed.answers),
    )


def django_form(count: int, *, wrong: bool) -> Callable[[], object]:
    members: dict[str, Any] = {}
    posted: Posted = {}
    for number in range(count):
        _key, _config, right, bad, make = KINDS[number % len(KINDS)]
        typed = bad if wrong else right
        members[f"k{number}"] = made = make()
        made.label = f"Câu hỏi {number}"
        posted[f"k{number}"] = ["/".join(typed.values())]
    plain: type[forms.Form] = type("Plain", (forms.Form,), members)
    data: Mapping[str, Any] = MultiValueDict(posted)

    def judge() -> bool:
        return plain(data).is_valid()

    assert judge() is not wrong
    return judge


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()  # other programs on the machine do not count
    work()
    return time.process_time() - start


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(LANGUAGE_CODE="vi", USE_I18N=True)
    django.setup()
    from tests.benchmarks import report

    report.table(run())
