"""What goes wrong on a developer's machine, told in one sentence."""

from __future__ import annotations


class SetupError(Exception):
    """A reason to stop that a person can act on.

    The message is shown as it is, without a traceback: one sentence that says what is wrong
    and what to do about it.
    """
