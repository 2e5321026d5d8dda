"""The browser for the journeys: the machine's own Chromium, never one fetched by a test tool."""

from __future__ import annotations

import os
import shutil

from infra.dev.errors import SetupError

# The first one draws no window at all, which spares a third of the work of the journeys.
_NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser",
    "google-chrome", "google-chrome-stable", "chrome",
)  # fmt: skip


def find_chromium() -> str | None:
    """MOTCUA_CHROMIUM, or the first known program on the search path."""
    named = os.environ.get("MOTCUA_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise SetupError(f"MOTCUA_CHROMIUM names {named}, which is no program.")
        return named
    return next((found for name in _NAMES if (found := shutil.which(name))), None)
