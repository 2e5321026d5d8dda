"""Reads the reports of pytest and Vitest, and counts what they prove."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

_CONTRACT = "test_the_type_keeps_its_contract"
_VECTOR = "test_the_evaluator_agrees_with_the_corpus"
_GENERATED = "test_the_generated_vectors_are_those_of_the_generator"
_PROCEDURE = re.compile(r"test_a_citizen_files_it\[(.+)-(phone|desktop)-(True|False)\]")


@dataclass(slots=True)
class Outcomes:
    """Every test of a run by its full name: whether it passed; skipped ones are left out."""

    passed: dict[str, bool] = field(default_factory=dict)
    groups: dict[str, list[bool]] = field(default_factory=dict)
    """Vitest's tests by the outermost ``describe`` they are in."""
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def all_passed(self) -> bool:
        return bool(self.passed) and all(self.passed.values())


def pytest_outcomes(report: Path) -> Outcomes:
    """No report means that the run could not begin: nothing passed."""
    found = Outcomes()
    if not report.exists():
        return found
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 -- our own report
        if case.find("skipped") is None:
            good = case.find("failure") is None and case.find("error") is None
            found.passed[case.get("name", "")] = good
    return found


def vitest_outcomes(report: Path) -> Outcomes:
    found = Outcomes()
    if not report.exists():
        return found
    data: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    for number, result in enumerate(data.get("testResults", [])):
        for case in result.get("assertionResults", []):
            if case.get("status") not in ("passed", "failed"):
                continue
            name = f"{number}: {case.get('fullName', '')} {len(found.passed)}"
            good = case["status"] == "passed"
            found.passed[name] = good
            if not good:
                found.failures[name] = "\n".join(case.get("failureMessages", []))
            group = next(iter(case.get("ancestorTitles", [])), "") or case.get("title", "")
            found.groups.setdefault(group, []).append(good)
    return found


@dataclass(slots=True)
class Proof:
    """The figures, and whether every claim holds."""

    figures: dict[str, Any] = field(default_factory=dict)
    holds: bool = True

    def need(self, condition: object) -> None:
        self.holds = self.holds and bool(condition)

    def count_field_types(self, python: Outcomes, browser: Outcomes) -> None:
        """A type counts when its contract holds in both languages."""
        prefix = f"{_CONTRACT}["
        in_python = {
            name[len(prefix) : -1]: good
            for name, good in python.passed.items()
            if name.startswith(prefix)
        }
        both = [
            key
            for key, good in in_python.items()
            if good and browser.groups.get(key) and all(browser.groups[key])
        ]
        broken = sorted(set(in_python) - set(both))
        self.figures["field_types"] = len(both)
        self.figures["field_types_broken"] = broken
        self.need(both and not broken)

    def count_vectors(self, python: Outcomes, browser: Outcomes, corpus: Path) -> None:
        """Vectors that ran on both sides, file by file; generated ones are one test a file."""
        vectors = mismatches = 0
        by_hand = [good for name, good in python.passed.items() if name.startswith(_VECTOR)]
        generated = python.passed.get(_GENERATED)
        hand_written = 0
        for path in sorted(corpus.glob("*.json")):
            cases = len(json.loads(path.read_text(encoding="utf-8"))["cases"])
            ran = browser.groups.get(path.name, [])
            mismatches += ran.count(False)
            if path.name.startswith("generated"):
                vectors += cases if ran and generated is not None else 0
            else:
                hand_written += min(cases, len(ran))
        vectors += min(hand_written, len(by_hand))
        mismatches += by_hand.count(False) + (generated is False)
        self.figures["rule_vectors"] = vectors
        self.figures["mismatches"] = mismatches
        self.need(vectors and not mismatches)

    def take_figures(self, figures: dict[str, Any], run: Outcomes) -> None:
        """What the tests wrote themselves; a test that failed makes the proof fail."""
        asked = ("records_read", "records_drafted", "record_errors", "forms_imported")
        for name in (*asked, "recordings_replayed"):
            self.figures[name] = figures.get(name)
            self.need(figures.get(name) is not None)
        self.figures.update(figures)
        self.figures["record_tests_passed"] = run.all_passed
        self.need(run.all_passed)

    def count_procedures(self, run: Outcomes | None, why_not: str) -> None:
        """Each procedure in four ways: phone or desktop, with or without scripts, axe clean."""
        if run is None:
            self.figures["procedures"] = {"not_run": why_not}
            return
        ways: dict[str, dict[str, bool]] = {}
        for name, good in run.passed.items():
            if match := _PROCEDURE.fullmatch(name):
                way = f"{match[2]} {'with' if match[3] == 'True' else 'without'} scripts"
                ways.setdefault(match[1], {})[way] = good
        complete = [code for code, each in ways.items() if all(each.values())]
        self.figures["procedures"] = {
            "built_and_published": len(ways),
            "filed_in_every_way": len(complete),
            "filings": sum(len(each) for each in ways.values()),
            "failed": sorted(
                f"{code} {way}"
                for code, each in ways.items()
                for way, good in each.items()
                if not good
            ),
        }
        self.need(run.all_passed and complete)
