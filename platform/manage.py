#!/usr/bin/env python
"""Django's command line for a checkout; an installed product offers the same as ``motcua``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

# The shelf `platform/` and the repository root both hold packages (see pyproject.toml).
for entry in (str(ROOT), str(ROOT.parent)):
    if entry not in sys.path:
        sys.path.insert(0, entry)

if __name__ == "__main__":
    from motcua.config.command import main

    main()
