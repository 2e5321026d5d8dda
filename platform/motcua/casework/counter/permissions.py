"""What staff may do at a counter. ``identity`` bundles these strings into roles."""

from enum import StrEnum


class Permission(StrEnum):
    SERVE = "counter.serve"
    """Call tickets, open dossiers by their code, hand over, pass on to the post."""
    CONFIGURE = "counter.configure"
    """Kinds of tickets and preset reasons."""
