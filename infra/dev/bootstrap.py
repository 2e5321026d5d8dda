"""Set everything up with a bare Python, then hand over to the command that was asked for.

``python3 infra/dev/bootstrap.py demo|test|check|fmt|bench|journey|lock|messages|prove-forms|setup``
"""

import os
import shutil
import sys

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Versions with ready-made builds of every package, best first.
_PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
_GOOD = ((3, 11), (3, 12))


def _choose_python() -> None:
    """Continue under a Python that suits us; this part runs under any Python 3."""
    if sys.version_info[:2] in _GOOD or os.environ.get("MOTCUA_ANY_PYTHON"):
        return
    for name in _PYTHONS:
        found = shutil.which(name)
        another = name != f"python{sys.version_info[0]}.{sys.version_info[1]}"
        if found and another and (name in _PYTHONS[:2] or sys.version_info < (3, 11)):
            os.environ["MOTCUA_ANY_PYTHON"] = "1"
            os.execv(found, [found, *sys.argv])  # noqa: S606
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(f"Motcua needs Python 3.11 or newer; this is {sys.version.split()[0]}.")


if __name__ == "__main__":
    _choose_python()
    # In place of this folder, whose file names must not hide modules of other packages.
    sys.path[0] = _ROOT
    from infra.dev.commands import main

    sys.exit(main(sys.argv[1:]))
