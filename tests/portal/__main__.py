"""``python -m tests.portal [PART...]``: run the parts and print what was counted, as JSON.

Without servers in the environment it starts its own (``infra.dev.prove_portal``). The exit code is
zero only if every part ran whole and every count that must be zero is.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Any

from tests.saas.__main__ import prepare, tell

# The sign-in's part leaves an agency behind that trusts a provider which has gone by then.
PARTS = ("portal", "openid")
ZEROS = (
    "broken_links", "axe_violations", "html_errors", "foreign_scripts", "over_budget", "refused",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    wanted = list(arguments) or list(PARTS)
    if unknown := sorted(set(wanted) - set(PARTS)):
        tell(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
        return 2
    if "MOTCUA_DATABASE_URL" not in os.environ:
        from infra.dev import prove_portal

        return prove_portal.main(["prove-portal", *wanted])
    began = time.monotonic()
    prepare()
    line, faults = prove(wanted)
    for fault in faults:
        tell(f"FAULT {fault}")
    line["faults"] = len(faults)
    line["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return 1 if faults else 0


def prove(parts: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """One part after another: what was counted, and what does not hold."""
    line: dict[str, Any] = {}
    faults: list[str] = []
    for part in PARTS:
        if part not in parts:
            faults.append(f"{part} was not asked for")
            continue
        began = time.monotonic()
        try:
            line.update(_run(part))
        except Exception as error:  # noqa: BLE001 -- told and counted; the other goes on
            traceback.print_exc()
            faults.append(f"{part}: {type(error).__name__}: {error}")
        tell(f"{part}: {time.monotonic() - began:.1f} s")
    if "portal" in parts:
        faults += [f"{name} is {line.get(name)}" for name in ZEROS if line.get(name) != 0]
        faults += [f"left out: {each}" for each in line.get("left_out", ())]
    return line, faults


def _run(part: str) -> dict[str, Any]:
    if part == "openid":
        from tests.portal import openid_part

        return openid_part.run()
    from tests.portal import portal_part

    return portal_part.run(tell)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception:  # noqa: BLE001 -- the caller reads the line, a person the trace
        traceback.print_exc()
        sys.exit(2)
