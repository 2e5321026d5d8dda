"""Errors a caller is expected to meet, each with a stable code and a message safe to show.

Edges (HTML views, GraphQL, commands) translate them once; anything else that is raised is a
defect and reaches the error tracker.
"""

from typing import ClassVar


class DomainError(Exception):
    """Base of all anticipated errors. ``message`` is shown to people: no internals in it."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400

    def __init__(self, message: str, *, field: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.details = details


class Invalid(DomainError):
    code = "invalid"
    status = 422


class Forbidden(DomainError):
    code = "forbidden"
    status = 403


class NotFound(DomainError):
    code = "not_found"
    status = 404


class Conflict(DomainError):
    code = "conflict"
    status = 409


class Gone(DomainError):
    code = "gone"
    status = 410


class TooLarge(DomainError):
    code = "too_large"
    status = 413


class TooMany(DomainError):
    code = "too_many"
    status = 429
