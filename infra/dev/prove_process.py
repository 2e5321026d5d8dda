"""``make prove-process``: what processes and the one-stop office claim, counted by running it.

One line of JSON. The nine procedures run through the product's own operations, on servers of
their own that begin empty; due dates are reckoned again by walking through the calendar, papers
are read, signatures verified and audit chains recomputed by means apart from what made them.
"""

from __future__ import annotations

import sys

from infra.dev.own_servers import run_module
from infra.dev.places import VAR


def main(arguments: list[str]) -> int:
    """Start servers, run, pass the line on; 0 when every claim holds."""
    return run_module("tests.processes", arguments[1:], home=VAR / "prove")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
