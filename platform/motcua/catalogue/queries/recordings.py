"""Recordings of a service, replayed on its draft."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.domain.recordings import Difference, Expected, Filing, read_filing, replay
from motcua.catalogue.errors import RecordingMissing
from motcua.catalogue.models import Recording
from motcua.catalogue.queries.get_draft import get_draft, require_reader
from motcua.kernel.actors import Actor

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A recording and what the draft makes of it now."""

    id: UUID
    name: str
    filing: Filing
    expected: Expected
    differences: tuple[Difference, ...]
    created_by_name: str
    created_at: datetime
    accepted_by_name: str
    accepted_at: datetime

    @property
    def is_as_recorded(self) -> bool:
        return not self.differences


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """``changed`` names what came out otherwise: ``file: recording: sentence``."""

    replayed: int
    changed: tuple[str, ...]


def list_recordings(service_id: UUID, *, by: Actor) -> list[RecordingView]:
    """All of a service's, each replayed on the draft: two queries besides the draft's."""
    require_reader(by)
    document = get_draft(service_id, by=by).document
    rows = Recording.objects.filter(service_id=service_id)
    return [recording_view(row, document) for row in rows]


def get_recording(service_id: UUID, recording_id: UUID, *, by: Actor) -> RecordingView:
    """Raises ``RecordingMissing``."""
    document = get_draft(service_id, by=by).document
    row = Recording.objects.filter(id=recording_id, service_id=service_id).first()
    if row is None:
        raise RecordingMissing(_("Không tìm thấy bản ghi này."))
    return recording_view(row, document)


def recording_view(row: Recording, document: ServiceDocument) -> RecordingView:
    filing = read_filing(row.filing)
    return RecordingView(
        id=row.id,
        name=row.name,
        filing=filing,
        expected=row.expected,
        differences=tuple(replay(document, filing, row.expected)),
        created_by_name=row.created_by_name,
        created_at=row.created_at,
        accepted_by_name=row.accepted_by_name,
        accepted_at=row.accepted_at,
    )


def check_recordings(service_id: UUID, document: ServiceDocument) -> list[Problem]:
    """An error for each recording that comes out otherwise, until somebody accepts that."""
    found = []
    for row in Recording.objects.filter(service_id=service_id):
        differences = replay(document, read_filing(row.filing), row.expected)
        if differences:
            said = " ".join(each.sentence for each in differences[:_SHOWN])
            if len(differences) > _SHOWN:
                said += _(" Và %(count)s điểm khác.") % {"count": len(differences) - _SHOWN}
            message = _("Bản ghi thử “%(name)s” cho kết quả khác trước. %(said)s")
            known = {"name": row.name, "said": said}
            found.append(Problem(f"recordings/{row.id}", "recording.changed", message % known))
    return found


def replay_folder(folder: Path, documents: Mapping[str, ServiceDocument]) -> ReplayReport:
    """Recordings kept as files, one a service: ``{"code", "recordings": [{"name", "filing",
    "expected"}]}``, against ``documents`` by procedure code. Raises ``KeyError`` for an unknown
    one: a file that is replayed on nothing proves nothing.
    """
    replayed, changed = 0, list[str]()
    for path in sorted(folder.glob("*.json")):
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        document = documents[kept["code"]]
        for each in kept["recordings"]:
            replayed += 1
            found = replay(document, read_filing(each["filing"]), each["expected"])
            changed += [f"{path.name}: {each['name']}: {one.sentence}" for one in found]
    return ReplayReport(replayed, tuple(changed))
