"""What one step shares with another tenant: the answers it names, and no more."""

from typing import Any

from formbuilder.api import present
from motcua.casework.models import Case
from motcua.casework.steps.shown import named_fields
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import SYSTEM
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow


def shared_at(case: Case, step: workflow.StepSpec) -> dict[str, Any]:
    """Pages, files and the outcomes to choose from. A step that names nothing shares nothing.

    ``files`` also carry the ``file_id`` here; it does not travel.
    """
    service = get_frozen_service(case.version_id)
    seen = named_fields(service.document, step.author_id)
    submission = submissions.get_submission(case.submission_id, by=SYSTEM)
    pages = present(service.compiled_form, submission.answers, "vi")
    return {
        "pages": [shown for page in pages if (shown := _page(page, seen))["rows"]],
        "files": [
            {
                "file_id": str(file.file_id),
                "name": file.name,
                "size": file.size,
                "sha256": file.sha256,
                "media_type": file.media_type,
            }
            for file in submission.files
            if not seen.isdisjoint(file.path.split("/"))
        ],
        "outcomes": [
            {"id": each.id, "label": each.label, "requires_reason": each.requires_reason}
            for each in step.outcomes
        ],
    }


def _page(page: Any, seen: frozenset[str]) -> dict[str, Any]:
    rows = [row for row in page.rows if not seen.isdisjoint(row.path.split("/"))]
    return {
        "title": page.title,
        "rows": [{"label": row.label, "value": row.value} for row in rows],
    }
