"""Who may look at many dossiers' answers at once: those who answer for figures."""

from typing import Final

from motcua.casework.api import Permission
from motcua.kernel.actors import Actor

SHEET: Final = "reporting.read"
"""Rows are narrowed further to the dossiers the reader may read."""


def may_see_sheet(by: Actor) -> bool:
    return by.may(Permission.READ) and by.may(SHEET)


def require_sheet(by: Actor) -> None:
    """Raises ``PermissionMissing``."""
    by.require(Permission.READ)
    by.require(SHEET)
