"""The list of files of a dossier, with the paper each of them is."""

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.api import FrozenService
from motcua.submissions.domain.answers import files_in


def manifest_of(service: FrozenService, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Plain data in reading order; ``component`` is empty when no paper names the question."""
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
        }
        for field_id, path, entry in files_in(service.compiled_form, answers)
    ]
