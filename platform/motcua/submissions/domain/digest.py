"""The fingerprint of a submission: anybody who has the proof can compute it again.

SHA-256 over UTF-8 JSON with sorted keys and no blanks of ``{"answers", "files", "received_at",
"reference", "version_id"}``; ``received_at`` is UTC with microseconds, ``files`` the manifest.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID


def canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def submission_digest(
    *,
    reference: str,
    version_id: UUID,
    received_at: datetime,
    answers: Mapping[str, Any],
    files: Sequence[Mapping[str, Any]],
) -> str:
    content = {
        "reference": reference,
        "version_id": str(version_id),
        "received_at": received_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "answers": answers,
        "files": files,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def draft_digest(version_id: UUID, answers: Mapping[str, Any]) -> str:
    """Tells whether a draft is still what the applicant saw."""
    return hashlib.sha256(canonical([str(version_id), answers])).hexdigest()
