"""``python -m tests.functional.inside``: the product seen from inside, for tests that look from outside.

One program for all they ask, for to start Django costs seconds. A line of JSON on its input names a
module and what its ``main`` is given; a line on its output holds what came back, or the error.
Between two questions it holds no connection: the servers may be killed meanwhile.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from infra.dev.places import ROOT, venv_python

_END = 30


class Inside:
    """``inside.ask("tests.faults.account", settle=True)``; started when first asked."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[str] | None = None

    def ask(self, module: str, *, env: dict[str, str], **given: Any) -> Any:
        """What ``main`` of that module returns; RuntimeError when it fails."""
        process = self._process = self._process or self._start(env)
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"module": module, "given": given}) + "\n")
        process.stdin.flush()
        said = process.stdout.readline()
        answer = json.loads(said or '{"error": "it has ended"}')
        if "error" in answer:
            told = self._log.read_text(errors="replace")[-3000:]
            raise RuntimeError(f"{module} failed: {answer['error']}\n{told}")
        return answer["found"]

    def stop(self) -> None:
        """It ends by itself when nobody can ask any more."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self, env: dict[str, str]) -> subprocess.Popen[str]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [str(venv_python()), "-m", "tests.functional.inside"],
                cwd=ROOT, env=env, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip


def main() -> None:
    # What the product prints is no answer.
    out, sys.stdout = sys.stdout, sys.stderr
    import django

    django.setup()
    for line in sys.stdin:
        out.write(json.dumps(_answer(line)) + "\n")
        out.flush()


def _answer(line: str) -> dict[str, Any]:
    from django.db import connections

    asked = json.loads(line)
    try:
        return {"found": import_module(asked["module"]).main(**asked["given"])}
    except (Exception, SystemExit):  # noqa: BLE001 -- whoever asked is told
        return {"error": traceback.format_exc()}
    finally:
        connections.close_all()


if __name__ == "__main__":
    main()
