"""Answers of many submissions at once, for tables and exports."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from motcua.submissions.models import Submission

MAX_AT_ONCE: Final = 1_000


def answers_of(submission_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """One query for at most 1,000; what is gone is left out.

    For callers that have narrowed the dossiers down to what their reader may read.
    """
    if len(submission_ids) > MAX_AT_ONCE:
        raise ValueError("too many submissions at once")
    rows = Submission.objects.filter(pk__in=submission_ids).only("id", "answers")
    return {row.id: row.answers or {} for row in rows}
