"""The list of files of a dossier, with the paper each of them is."""

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.api import FrozenService
from motcua.submissions.domain.answers import files_in


def manifest_of(
    service: FrozenService,
    answers: Mapping[str, Any],
    reused: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """Plain data in reading order; ``component`` is empty when no paper names the question.
    A file that was used again says from where: it is part of what was sent."""
    papers = {paper.field_id: paper.id for paper in service.document.components if paper.field_id}
    return [
        {
            "file_id": entry["file_id"],
            "name": entry["name"],
            "size": entry["size"],
            "sha256": entry["sha256"],
            "media_type": entry["media_type"],
            "field_id": field_id,
            "path": path,
            "component": papers.get(field_id, ""),
            **_origin(entry["file_id"], reused or {}),
        }
        for field_id, path, entry in files_in(service.compiled_form, answers)
    ]


def _origin(file_id: str, reused: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {"reused": dict(reused[file_id])} if file_id in reused else {}
