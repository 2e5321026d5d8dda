"""What differs between two submissions of the same dossier, in people's words."""

from uuid import UUID

from django.utils.translation import get_language

from formbuilder.api import PresentedRow, present
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.submissions.domain.views import Change, SubmissionView
from motcua.submissions.queries.submissions import get_submission


def compare(before_id: UUID, after_id: UUID, *, by: Actor) -> list[Change]:
    """Changed answers in reading order. Raises ``SubmissionMissing``."""
    old = _rows(get_submission(before_id, by=by))
    new = _rows(get_submission(after_id, by=by))
    order = list(dict.fromkeys([*new, *old]))
    changes = []
    for path in order:
        before, after = old.get(path), new.get(path)
        shown = after or before
        if shown is None or _same(before, after):
            continue
        label = f"{shown.group}: {shown.label}" if shown.group else shown.label
        changes.append(
            Change(
                field_id=shown.field_id,
                path=path,
                label=label,
                before=before.value if before else "",
                after=after.value if after else "",
            )
        )
    return changes


def _same(before: PresentedRow | None, after: PresentedRow | None) -> bool:
    """Two files may share a name: their digests decide."""
    if before is None or after is None:
        return False
    digests = [[entry["sha256"] for entry in row.files] for row in (before, after)]
    return before.value == after.value and digests[0] == digests[1]


def _rows(submission: SubmissionView) -> dict[str, PresentedRow]:
    form = get_frozen_service(submission.version_id).compiled_form
    pages = present(form, submission.answers, get_language() or "vi")
    return {row.path: row for page in pages for row in page.rows}
