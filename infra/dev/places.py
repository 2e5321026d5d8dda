"""Where things lie in a checkout."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VAR = ROOT / "var"
LOGS = VAR / "log"
FRONTEND = ROOT / "frontend"
SETUP_LOG = LOGS / "setup.log"
PYTHON_LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
TOOLS = ROOT / "infra" / "dev"
UV_LOCK = TOOLS / "requirements-uv.lock"
NODE_LOCK = TOOLS / "requirements-node.lock"


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / "bin" / "python"


def site_packages() -> Path:
    """Where that environment keeps packages."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return VENV / "lib" / version / "site-packages"
