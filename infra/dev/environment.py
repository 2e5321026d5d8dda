"""The project's Python environment: made, filled from the locks, and left alone when up to date."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.node import needs_node_wheel
from infra.dev.places import (
    NODE_LOCK,
    PYTHON_LOCKS,
    ROOT,
    UV_LOCK,
    VENV,
    site_packages,
    venv_python,
)
from infra.dev.stamps import digest_of, is_stamped, put_stamp
from infra.dev.steps import Steps

_STAMP = VENV / "motcua-stamp"
_PTH = "motcua-checkout.pth"
# Started by way of a shell: the first line of a script takes no path with blanks or of any length.
_PROGRAM = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from motcua.config.command import main

sys.exit(main())
"""


def ensure_environment(steps: Steps) -> None:
    """Have ``.venv`` hold exactly the locked packages."""
    locks = [*PYTHON_LOCKS, UV_LOCK, *([NODE_LOCK] if needs_node_wheel() else [])]
    # The folder's own path counts: an environment that was moved or copied does not work.
    digest = digest_of(locks, sys.version, str(VENV), sys.base_prefix)
    if is_stamped(_STAMP, digest) and venv_python().exists():
        write_program()
        return
    _STAMP.unlink(missing_ok=True)
    _make_environment(steps)
    uv = _ensure_uv(steps)
    steps.run(
        "Installing Python packages",
        [*uv, "pip", "sync", "--python", venv_python(), "--require-hashes", *locks],
        env=_clean_environment(),
    )
    # Both roots of the packages, so that any program of the environment finds them.
    (site_packages() / _PTH).write_text(f"{ROOT}\n{ROOT / 'platform'}\n")
    write_program()
    put_stamp(_STAMP, digest)


def write_program() -> None:
    """The ``motcua`` program of this checkout, as installing the package would make it."""
    program = VENV / "bin" / "motcua"
    text = _PROGRAM.format(python=venv_python())
    if not program.exists() or program.read_text() != text:
        program.write_text(text)
        program.chmod(0o755)


def is_first_time() -> bool:
    """Whether everything is still to be installed."""
    return not _STAMP.exists()


def _make_environment(steps: Steps) -> None:
    if _works():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    with steps.step("Making a Python environment"):
        if _venv("--prompt=motcua") != 0:
            # Debian splits pip off from venv; uv can be had by other ways.
            shutil.rmtree(VENV, ignore_errors=True)
            if _venv("--without-pip") != 0:
                raise SetupError(
                    f"This Python ({sys.executable}) cannot make virtual environments: "
                    "install that part of it (Debian and Ubuntu: `apt-get install python3-venv`)."
                )


def _venv(option: str) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "venv", option, str(VENV)], capture_output=True, check=False
    )
    return done.returncode


def _works() -> bool:
    """Whether ``.venv`` is an environment of this very Python, in this very place."""
    if not venv_python().exists():
        return False
    asked = "import sys; print(sys.prefix, sys.version)"
    done = subprocess.run(
        [str(venv_python()), "-c", asked], capture_output=True, text=True, check=False
    )
    made_here = f"{VENV}" in (VENV / "bin" / "activate").read_text(errors="replace")
    return made_here and done.stdout.strip() == f"{VENV} {sys.version}"


def _ensure_uv(steps: Steps) -> list[str | Path]:
    """uv from the environment; pip fetches it, checked by hash."""
    inside = VENV / "bin" / "uv"
    if inside.exists():
        return [inside]
    install = ["install", "--quiet", "--require-hashes", "--disable-pip-version-check"]
    if (site_packages() / "pip").exists():
        pip: list[str | Path] = [venv_python(), "-m", "pip"]
    elif _runs([sys.executable, "-m", "pip", "--version"]):
        pip = [sys.executable, "-m", "pip", "--python", venv_python()]
    elif found := shutil.which("uv"):
        return [found]
    else:
        raise SetupError(
            f"This Python ({sys.executable}) has no pip: install it "
            "(Debian and Ubuntu: `apt-get install python3-venv`)."
        )
    steps.run("Fetching uv, the package installer", [*pip, *install, "-r", UV_LOCK])
    return [inside]


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _clean_environment() -> dict[str, str]:
    """Ours without another environment that happens to be active.

    Trusts the certificates of this machine where it has any, as pip and npm do: an office network
    often has an authority of its own.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME"}
    }
    return ({"UV_SYSTEM_CERTS": "true"} if _machine_has_certificates() else {}) | kept


def _machine_has_certificates() -> bool:
    places = ssl.get_default_verify_paths()
    if any(Path(file).is_file() for file in (places.cafile, places.openssl_cafile) if file):
        return True
    folders = (Path(folder) for folder in (places.capath, places.openssl_capath) if folder)
    return any(folder.is_dir() and any(folder.iterdir()) for folder in folders)
