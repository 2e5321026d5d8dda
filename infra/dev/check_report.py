"""What was checked, what failed, what could not be run and why."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from infra.dev.places import ROOT
from infra.dev.steps import say

_NO_TESTS = 5


@dataclass(frozen=True, slots=True)
class Check:
    """A command that says by its exit status whether all is well."""

    name: str
    command: Sequence[str]
    cwd: Path = ROOT


@dataclass(slots=True)
class Report:
    """Collects outcomes from several threads and tells them at the end."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _began: float = field(default_factory=time.monotonic)

    def run(self, check: Check, env: Mapping[str, str]) -> None:
        """Run ``check``; what it printed is shown only when it failed."""
        began = time.monotonic()
        done = subprocess.run(
            check.command,
            cwd=check.cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        seconds = time.monotonic() - began
        with self._lock:
            if done.returncode == 0:
                say(f"  ✓ {check.name} ({seconds:.1f} s)")
                return
            say(f"  ✗ {check.name} ({seconds:.1f} s)\n{_indented(done.stdout)}")
            self.failures.append(check.name)

    def add_tests(self, name: str, code: int, results: Path) -> None:
        """Take the counts of one pytest run."""
        if results.exists():
            for suite in ElementTree.parse(results).getroot().iter("testsuite"):  # noqa: S314
                counts = {key: int(suite.get(key, "0")) for key in ("tests", "skipped")}
                bad = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
                self.failed += bad
                self.skipped += counts["skipped"]
                self.passed += counts["tests"] - counts["skipped"] - bad
        if code not in {0, _NO_TESTS}:
            self.failures.append(name)

    def leave_out(self, name: str, reason: str) -> None:
        """Remember what could not be run."""
        self.left_out.append(f"{name}: {reason}")

    def close(self) -> int:
        """Tell everything; returns the exit status."""
        say("")
        for line in self.left_out:
            say(f"  not run: {line}")
        if self.failures:
            say(f"  failed: {', '.join(self.failures)}")
        say(f"  {time.monotonic() - self._began:.0f} s in all\n")
        if self.passed or self.failed:
            # A failed check counts beside the tests, so that this line alone is never a lie.
            failed = max(self.failed, len(self.failures))
            say(f"{self.passed} passed, {failed} failed, {self.skipped} skipped")
        else:
            say(f"{len(self.failures)} checks failed." if self.failures else "Every check passed.")
        return 1 if self.failures else 0


def _indented(text: str) -> str:
    return "\n".join(f"      {line}" for line in text.rstrip().splitlines()[-200:])
