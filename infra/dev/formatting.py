"""``make fmt``: bring all code into the one format."""

from __future__ import annotations

import subprocess
import sys

from infra.dev.node import node_environment, npm
from infra.dev.places import FRONTEND, ROOT, VENV


def main() -> int:
    """Format Python and the front end; returns the exit status."""
    ruff = str(VENV / "bin" / "ruff")
    codes = [
        # What cannot be mended is for `make check` to tell.
        subprocess.call([ruff, "check", "--fix-only", "--quiet", "."], cwd=ROOT),
        subprocess.call([ruff, "format", "."], cwd=ROOT),
        subprocess.call(
            npm("run", "--silent", "format", "--", "--log-level=warn"),
            cwd=FRONTEND,
            env=node_environment(),
        ),
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
