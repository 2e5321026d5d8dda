"""What the submission behind a dossier says, as far as casework needs it."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.casework.domain.states import Channel
from motcua.casework.models import Case
from motcua.catalogue.api import get_frozen_service
from motcua.files import api as files
from motcua.identity.api import AgencyView, list_agencies
from motcua.kernel.actors import SYSTEM
from motcua.kernel.text import fold
from motcua.submissions import api as submissions
from tenants.api import current_tenant

_CHANNELS: Final = {"counter": Channel.COUNTER, "post": Channel.POST}
_AGENCIES_SECONDS: Final = 10.0
# Agencies rarely change; a dossier that comes in seconds after a change may see the old list.
_agencies: dict[str, tuple[float, list[AgencyView]]] = {}


def answers_of(case: Case) -> Mapping[str, Any]:
    return submissions.get_submission(case.submission_id, by=SYSTEM).answers


def channel_of(word: str) -> Channel:
    """The portal and anything like it count as online (national code 2)."""
    return _CHANNELS.get(word, Channel.ONLINE)


def search_text_of(case: Case) -> str:
    """Folded words a list search finds the dossier by: people and service, never numbers."""
    names = dict.fromkeys([case.owner_name, case.submitter_name, case.receiver_name])
    words = [*names, *case.service_name.values(), case.procedure_code]
    return fold(" ".join(filter(None, words)))


def link_files(case: Case, *, now: datetime) -> None:
    """Let those who may read the dossier read the files that came with it."""
    submission = submissions.get_submission(case.submission_id, by=SYSTEM)
    file_ids = [each.file_id for each in submission.files]
    if file_ids:
        files.link_files(file_ids=file_ids, owner=f"case:{case.pk}", now=now)


def agencies_for(
    *, version_id: UUID, answers: Mapping[str, Any]
) -> tuple[UUID | None, UUID | None]:
    """The receiving and the competent agency of a new dossier.

    For a commune's procedure: the commune of the first address given, when it is one of the
    tenant's agencies. Else the tenant's first reception point, and the unit it belongs to.
    """
    agencies = _known_agencies()
    service = get_frozen_service(version_id)
    if service.document.procedure.level == "commune":
        communes = {each.commune_code: each for each in agencies if each.commune_code}
        for field_id in service.compiled_form.fields:
            value = answers.get(field_id)
            found = communes.get(value.get("commune", "")) if isinstance(value, dict) else None
            if found is not None:
                return found.id, found.id
    point = next((each for each in agencies if each.is_reception_point), None)
    return (point.id, point.parent_id or point.id) if point else (None, None)


def agency_names() -> Mapping[UUID | None, str]:
    """Names of the tenant's units, a few seconds old at most."""
    return {each.id: each.name for each in _known_agencies()}


def _known_agencies() -> list[AgencyView]:
    schema, now = current_tenant().schema_name, time.monotonic()
    kept = _agencies.get(schema)
    if kept is None or kept[0] < now:
        kept = (now + _AGENCIES_SECONDS, list_agencies())
        _agencies[schema] = kept
    return kept[1]
