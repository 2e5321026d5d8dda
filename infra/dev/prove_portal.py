"""``make prove-portal``: two agencies' portals and the platform's site, looked at page by page.

One line of JSON. The product runs on servers of its own, filled with content; a crawl follows every
link as a visitor and as a citizen, and every page it meets is read by an HTML checker, by axe, and
against the byte budget. ``ARGS=portal`` (or ``openid``) runs one part.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from infra.dev.browser import find_chromium
from infra.dev.errors import SetupError
from infra.dev.own_servers import run_module
from infra.dev.places import VAR
from infra.dev.steps import fail


def main(arguments: list[str]) -> int:
    """Start servers, run, pass the line on; 0 when every claim holds.

    ``MOTCUA_PROVE_HOME`` is a folder to keep the servers' data in, which spares the migrations and
    the content. ``MOTCUA_PROVE_WITHOUT_BROWSER=1`` leaves axe out, and says so.
    """
    try:
        chromium = None if os.environ.get("MOTCUA_PROVE_WITHOUT_BROWSER") else find_chromium()
        os.environ["MOTCUA_CHROMIUM"] = chromium or ""
    except SetupError as problem:
        return fail(problem)
    kept = os.environ.get("MOTCUA_PROVE_HOME")
    # Two of them at once must not share servers.
    home = Path(kept) if kept else VAR / f"prove-portal-{os.getpid()}"
    return run_module("tests.portal", arguments[1:], home=home, keep=kept is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
