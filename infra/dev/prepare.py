"""Bring the demo's database up to date, in one process: starting Django takes seconds each time.

``python -m infra.dev.prepare ACCOUNTS_FILE``: migrations, template schema, demo tenants; then the
list of addresses and accounts is written to the file, to be shown when everything is up.
"""

from __future__ import annotations

import io
import sys
import traceback
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.places import SETUP_LOG
from infra.dev.steps import Steps, explain, fail

_COMMANDS = {
    "setup_platform": "Bringing the database up to date",
    "seed_demo": "Making the demo tenants and their content",
}


class _Teller(io.TextIOBase):
    """Shows what a command tells, line by line, and keeps it in the log."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def write(self, text: str) -> int:
        """Called by Django with one message at a time."""
        with self._steps.log.open("a") as log:
            log.write(text)
        for line in filter(None, map(str.strip, text.splitlines())):
            self._steps.detail(line)
        return len(text)


def main(arguments: list[str]) -> int:
    """Run the commands; returns the exit status."""
    import django
    from django.core.management import call_command

    steps = Steps()
    try:
        with steps.step("Starting Django"):
            django.setup()
        for command, label in _COMMANDS.items():
            with steps.step(label):
                call_command(command, stdout=_Teller(steps), stderr=_Teller(steps))
        with Path(arguments[0]).open("w") as accounts:
            call_command("demo_accounts", stdout=accounts)
    except KeyboardInterrupt:
        return 130
    except Exception as problem:  # noqa: BLE001 -- whatever it is, it is told in one sentence
        return _tell(problem)
    return 0


def _tell(problem: Exception) -> int:
    with SETUP_LOG.open("a") as log:
        log.write(traceback.format_exc())
    text = f"{type(problem).__name__}: {problem}".strip()
    return fail(SetupError(f"{explain(text, text)}\n  All of it: {SETUP_LOG}"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
