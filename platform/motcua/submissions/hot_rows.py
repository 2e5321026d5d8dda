"""The two rows every accepted dossier touches, without composing SQL each time.

Measured: composing the same statements anew took 45 % of the processor time of a submission. The
columns still come from the models and every value passes through its field.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from motcua.submissions.models import Draft, DraftStatus, Submission

_CLOSE = """
    WITH closed AS (
        UPDATE submissions_draft SET status = %s, submission_id = %s, answers = %s, entered = %s,
            profile = %s, prefilled = '[]', updated_at = %s
        WHERE id = %s
    )
"""


def lock_draft_row(draft_id: UUID) -> Draft | None:
    """The draft, locked until the transaction ends."""
    return _draft_row(f"{_select()} FOR UPDATE", draft_id)


def read_draft_row(draft_id: UUID) -> Draft | None:
    return _draft_row(_select(), draft_id)


def _draft_row(statement: str, draft_id: UUID) -> Draft | None:
    fields = Draft._meta.concrete_fields
    with connection.cursor() as cursor:
        cursor.execute(statement, [draft_id])
        row = cursor.fetchone()
    if row is None:
        return None
    values = [_loaded(field, value) for field, value in zip(fields, row, strict=True)]
    return Draft.from_db(connection.alias, [field.attname for field in fields], values)


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
def _select() -> str:
    return f"SELECT {_columns(Draft)} FROM submissions_draft WHERE id = %s"  # noqa: S608


@cache
def _accept() -> str:
    marks = ", ".join("%s" for _ in Submission._meta.concrete_fields)
    into = f"INSERT INTO submissions_submission ({_columns(Submission)}) VALUES ({marks})"  # noqa: S608
    return _CLOSE + into


def _columns(model: type[models.Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def _loaded(field: Any, value: Any) -> Any:
    """As Django's own queries do after fetching."""
    convert = getattr(field, "from_db_value", None)
    return convert(value, None, connection) if convert else value


def _stored(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)
