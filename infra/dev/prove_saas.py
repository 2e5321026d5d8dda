"""``make prove-saas``: what the product claims as a service for many tenants, counted by running.

One line of JSON. Each part (``ARGS="payments notices"`` for some of them) makes its own tenants,
talks to the product over HTTP where others would, and compares what is claimed with what others
hold: providers' ledgers, exported files, neighbours' rows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from infra.dev.own_servers import run_module
from infra.dev.places import VAR


def main(arguments: list[str]) -> int:
    """Start servers, run, pass the line on; 0 when every claim holds.

    ``MOTCUA_PROVE_HOME`` is a folder to keep the servers' data in, which spares the migrations.
    """
    kept = os.environ.get("MOTCUA_PROVE_HOME")
    # Two of them at once must not share servers.
    home = Path(kept) if kept else VAR / f"prove-saas-{os.getpid()}"
    return run_module("tests.saas", arguments[1:], home=home, keep=kept is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
