"""Rules of a large form in one pass: on the server, against plain Python, and in the browser.

Needs no database: ``python -m tests.benchmarks.rules``. The browser's figure is the same form and
answers in the same engine under Node; it is left out where the front end is not installed.
"""

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.benchmarks.report import Figure, at_most, recorded

NAME = "rules"
ROUNDS: Final = 40
TODAY: Final = date(2026, 11, 21)
FRONTEND: Final = Path(__file__).parents[2] / "frontend"
TARGET_SERVER_MS: Final = 20
TARGET_BROWSER_MS: Final = 16
Json = dict[str, Any]


def run(world: object = None, port: int = 0, seconds: float = 1.0) -> list[Figure]:
    """The world of the other benchmarks is not needed."""
    figures = []
    for fields, rules in ((300, 200), (800, 500)):
        made, answers = make(fields, rules)
        what = f"{fields} fields, {rules} rules"
        server, plain, analysed = measure(made, answers)
        if rules == 200:
            figures.append(at_most(NAME, f"{what}, server", server * 1e3, "ms", TARGET_SERVER_MS))
        else:
            figures.append(recorded(NAME, f"{what}, server", server * 1e3, "ms"))
        figures.append(recorded(NAME, f"{what}, time a rule", server / rules * 1e6, "µs"))
        figures.append(recorded(NAME, f"{what}, against plain Python", server / plain, "x",
                                plain_ms=round(plain * 1e3, 3)))  # fmt: skip
        figures.append(recorded(NAME, f"{what}, looked for dead rules", analysed * 1e3, "ms"))
        browser = in_the_browser(made, answers)
        if browser is not None:
            wanted = TARGET_BROWSER_MS if rules == 200 else 2 * TARGET_BROWSER_MS
            figures.append(at_most(NAME, f"{what}, browser's engine", browser, "ms", wanted))
    return figures


def make(fields: int, rules: int) -> tuple[Json, Json]:
    """Conditions, requirements and calculations over earlier answers, a fourth of each kind."""
    chance = random.Random(7)
    made: list[Json] = []
    answers: Json = {}
    kinds = ("number", "single_choice", "date", "yes_no")
    values: dict[str, Any] = {
        "number": 12,
        "single_choice": "b",
        "date": "1990-03-27",
        "yes_no": True,
    }
    for number in range(fields):
        kind = kinds[number % 4]
        field: Json = {"id": f"fld_{number}", "key": f"k{number}", "type": kind,
                       "label": {"vi": f"Câu {number}"}}  # fmt: skip
        if kind == "single_choice":
            field["config"] = {
                "options": [{"value": each, "label": {"vi": each}} for each in "abc"]
            }
        answers[field["id"]] = values[kind]
        made.append(field)
    for place in sorted(chance.sample(range(8, fields), rules)):
        field = made[place]
        before = [chance.randrange(0, place // 4) * 4 for _ in range(4)]
        if field["type"] == "number":
            field["calculate"] = _sum(before)
        else:
            field["required_if" if place % 3 == 0 else "visible_if"] = _condition(before)
    pages = [
        {"id": f"pag_{at}", "title": {"vi": f"Trang {at}"}, "fields": made[at : at + 20]}
        for at in range(0, fields, 20)
    ]
    return {"pages": pages}, answers


def _sum(at: list[int]) -> Json:
    """``round((a + b) * 8000 / 3)``"""
    added = {"op": "add", "args": [{"ref": f"fld_{at[0]}"}, {"ref": f"fld_{at[1]}"}]}
    times = {"op": "mul", "args": [added, {"value": 8}]}
    return {"op": "round", "args": [{"op": "div", "args": [times, {"value": 3}]}]}


def _condition(at: list[int]) -> Json:
    """``(choice is b or number > 5) and age(date) >= 18 and yes is answered``"""
    choice, number = {"ref": f"fld_{at[0] + 1}"}, {"ref": f"fld_{at[1]}"}
    day, yes = {"ref": f"fld_{at[2] + 2}"}, {"ref": f"fld_{at[3] + 3}"}
    first = {"op": "eq", "args": [choice, {"value": "b"}]}
    second = {"op": "gt", "args": [number, {"value": 5}]}
    old = {"op": "ge", "args": [{"op": "age", "args": [day]}, {"value": 18}]}
    either = {"op": "or", "args": [first, second]}
    return {"op": "and", "args": [either, old, {"op": "filled", "args": [yes]}]}


def measure(made: Json, answers: Json) -> tuple[float, float, float]:
    """Seconds of one pass of ours, of plain Python, and of the analysis."""
    from formbuilder.api import Context, FormSection, analyse_rules, compile_form, evaluate

    form = FormSection.model_validate(made)
    compiled, context = compile_form(form), Context(today=TODAY)
    plain = plain_function(made)
    ours = evaluate(compiled, answers, context)
    assert plain(answers) == (set(ours.visible) - set(compiled.pages), ours.required)

    def once() -> None:
        _ = evaluate(compiled, answers, context).required

    analysed = timed(lambda: analyse_rules(form), 3)
    return timed(once), timed(lambda: plain(answers)), analysed


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    work()
    spans = []
    for _ in range(rounds):
        began = time.process_time()  # other programs on the machine do not count
        work()
        spans.append(time.process_time() - began)
    return median(spans)


def plain_function(made: Json) -> Callable[[Json], tuple[set[str], frozenset[str]]]:
    """What a programmer would write by hand for this form: straight Python, floats and all."""
    listed = [field for page in made["pages"] for field in page["fields"]]
    rules = [(field["id"], field) for field in listed]

    def at(rule: Json) -> str:
        return str(rule["args"][0]["ref"])

    compiled: list[tuple[str, str, tuple[str, ...]]] = []
    for id_, field in rules:
        if rule := field.get("calculate"):
            added = rule["args"][0]["args"][0]["args"][0]["args"]
            compiled.append((id_, "sum", (added[0]["ref"], added[1]["ref"])))
        elif rule := field.get("visible_if") or field.get("required_if"):
            either, old, yes = rule["args"]
            refs = (at(either["args"][0]), at(either["args"][1]), at(old["args"][0]), at(yes))
            compiled.append((id_, "show" if "visible_if" in field else "need", refs))
        else:
            compiled.append((id_, "", ()))

    def holds(seen: Json, refs: tuple[str, ...]) -> bool:
        choice, number, day, yes = (seen.get(ref) for ref in refs)
        if not (choice == "b" or (number is not None and number > 5)) or day is None:
            return False
        born = date.fromisoformat(day)
        age = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
        return age >= 18 and yes is not None

    def work(answers: Json) -> tuple[set[str], frozenset[str]]:
        seen: Json = {}
        shown: set[str] = set()
        needed: list[tuple[str, tuple[str, ...]]] = []
        for id_, kind, refs in compiled:
            if kind == "show" and not holds(seen, refs):
                continue
            shown.add(id_)
            if kind == "sum":
                first, second = seen.get(refs[0]), seen.get(refs[1])
                if first is not None and second is not None:
                    seen[id_] = round((first + second) * 8 / 3)
                continue
            if kind == "need":
                needed.append((id_, refs))
            seen[id_] = answers[id_]
        return shown, frozenset(id_ for id_, refs in needed if holds(seen, refs))

    return work


def in_the_browser(made: Json, answers: Json) -> float | None:
    """Milliseconds of one pass; ``None`` without Node or the front end's packages."""
    npx = shutil.which("npx")
    if npx is None or not (FRONTEND / "node_modules").exists():
        return None
    with TemporaryDirectory() as folder:
        given, told = Path(folder) / "form.json", Path(folder) / "result.json"
        given.write_text(json.dumps({"form": made, "answers": answers}))
        subprocess.run(
            [npx, "vitest", "bench", "--run", f"--outputJson={told}", "packages/form-engine"],
            cwd=FRONTEND,
            env={**os.environ, "MOTCUA_BENCH_FORM": str(given)},
            check=True,
            capture_output=True,
        )
        groups = json.loads(told.read_text())["files"][0]["groups"]
        return float(groups[0]["benchmarks"][0]["median"])


if __name__ == "__main__":
    import django
    from django.conf import settings

    from tests.benchmarks.report import table

    settings.configure(USE_I18N=False)
    django.setup()
    table(run())
