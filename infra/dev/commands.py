"""What each command needs before it can run, in order, and how it is then started."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

from infra.dev import preflight, translations
from infra.dev.environment import ensure_environment, is_first_time
from infra.dev.errors import SetupError
from infra.dev.filelock import file_lock
from infra.dev.frontend import ensure_front_end, start_beside
from infra.dev.node import needs_node_wheel, node_environment
from infra.dev.places import ROOT, SETUP_LOG, VAR, venv_python
from infra.dev.steps import Steps, fail

_MODULES = {
    "demo": "infra.dev.demo",
    "test": "infra.dev.checks",
    "check": "infra.dev.checks",
    "fmt": "infra.dev.formatting",
    "bench": "infra.dev.bench",
    "journey": "infra.dev.journey",
    "lock": "infra.dev.lock",
    "messages": "infra.dev.extract_messages",
    "prove-forms": "infra.dev.prove_forms",
    "prove-process": "infra.dev.prove_process",
    "prove-saas": "infra.dev.prove_saas",
    "prove-portal": "infra.dev.prove_portal",
    "setup": "",
}
_FRONT_END = "front-end"
"""``make test`` starts itself once more with this, see ``start_beside``."""
_BEFORE: dict[str, tuple[Callable[[], None], ...]] = {
    "demo": (preflight.check_nobody_else, preflight.check_port),
}
_ANSWERS_ON_STDOUT = {"prove-forms", "prove-process", "prove-saas", "prove-portal"}
"""Their standard output is for other programs; progress goes to standard error."""
_WITHOUT_FRONT_END = {"lock", "messages"}


def main(arguments: list[str]) -> int:
    """Prepare, then become the command; returns only when something prevents that."""
    if not arguments or arguments[0] not in {*_MODULES, _FRONT_END}:
        print(f"usage: bootstrap.py {'|'.join(_MODULES)} [argument...]", file=sys.stderr)
        return 2
    told = sys.stdout
    if arguments[0] in _ANSWERS_ON_STDOUT:
        sys.stdout = sys.stderr
    try:
        if arguments[0] == _FRONT_END:
            ensure_front_end(Steps(live=False))
            return 0
        _prepare(arguments[0])
    except SetupError as problem:
        return fail(problem)
    except OSError as problem:
        return fail(SetupError(f"{problem.strerror or problem}: {problem.filename or ROOT}"))
    except KeyboardInterrupt:
        return fail(SetupError("Stopped; the next start takes up from here."))
    finally:
        sys.stdout = told
    module = _MODULES[arguments[0]]
    return _become(module, arguments) if module else 0


def _prepare(command: str) -> None:
    preflight.check_folder_is_writable()
    preflight.check_disk(first_time=is_first_time())
    for check in _BEFORE.get(command, ()):
        check()
    steps = Steps()
    # Two commands at once must not fill the same environment.
    with file_lock(VAR / "setup.lock", waiting="  Waiting for another command to set up …"):
        SETUP_LOG.parent.mkdir(parents=True, exist_ok=True)
        SETUP_LOG.write_text("")
        _install(command)
        if translations.stale():
            compiling = (str(venv_python()), "-m", "infra.dev.translations")
            steps.run("Compiling translations", compiling)


def _install(command: str) -> None:
    """Python and the front end side by side, unless Node itself comes as a Python package."""
    if command in _WITHOUT_FRONT_END:
        ensure_environment(Steps())
    elif needs_node_wheel():
        ensure_environment(Steps())
        ensure_front_end(Steps())
    elif command == "test":
        _install_for_tests()
    else:
        # Two at once would overwrite each other's seconds on a terminal.
        with ThreadPoolExecutor(1) as beside:
            front_end = beside.submit(ensure_front_end, Steps(live=False))
            ensure_environment(Steps(live=False))
            front_end.result()


def _install_for_tests() -> None:
    """The first tests need no front end: it is still being built when they start."""
    beside = start_beside()
    try:
        ensure_environment(Steps(live=False))
    except BaseException:
        beside.terminate()
        raise


def _become(module: str, arguments: list[str]) -> NoReturn:
    sys.stdout.flush()
    os.chdir(ROOT)
    python = str(venv_python())
    os.execve(python, [python, "-m", module, *arguments], node_environment())  # noqa: S606
