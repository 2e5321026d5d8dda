"""The two rows every accepted dossier touches, by statements composed once (``kernel.rows``)."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from motcua.kernel import rows
from motcua.submissions.models import Draft, DraftStatus, Submission

_CLOSE = """
    WITH closed AS (
        UPDATE submissions_draft SET status = %s, submission_id = %s, answers = %s, entered = %s,
            profile = %s, prefilled = '[]', reused = '{}', parties = NULL, updated_at = %s
        WHERE id = %s
    )
"""


def lock_draft_row(draft_id: UUID) -> Draft | None:
    """The draft, locked until the transaction ends."""
    return next(iter(rows.fetch(Draft, "id = %s FOR UPDATE", [draft_id])), None)


def read_draft_row(draft_id: UUID) -> Draft | None:
    return next(iter(rows.fetch(Draft, "id = %s", [draft_id])), None)


def accept_rows(submission: Submission) -> None:
    """Insert the submission and close its draft, whose content is erased: one round trip."""
    parameters = [
        DraftStatus.SUBMITTED.value,
        submission.id,
        *(_stored(Draft, name, {}) for name in ("answers", "entered", "profile")),
        submission.received_at,
        submission.draft_id,
        *(
            field.get_db_prep_save(getattr(submission, field.attname), connection)
            for field in Submission._meta.concrete_fields
        ),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_accept(), parameters)


@cache
def _accept() -> str:
    marks = ", ".join("%s" for _ in Submission._meta.concrete_fields)
    into = f"INSERT INTO submissions_submission ({_columns(Submission)}) VALUES ({marks})"  # noqa: S608
    return _CLOSE + into


def _columns(model: type[models.Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def _stored(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)
