"""The history of a dossier, from its audit chain."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from formbuilder.api import PresentedRow
from motcua.casework.domain.sentences import INTERNAL, note_of, sentence_of
from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case
from motcua.casework.queries.access import READABLE, require_case
from motcua.casework.queries.entries import attached_files, entry_rows
from motcua.casework.queries.get_case import consulted_as
from motcua.casework.queries.views import TimelineEntry
from motcua.kernel.actors import Actor
from motcua.kernel.audit import AuditView, ChainReport, read_chain, verify_chain

_DECIDING: Final = ("case.decided", "case.received")
_READ: Final = (
    "version_id",
    "process_version_id",
    "receiving_agency_id",
    "competent_agency_id",
)


def timeline(case_id: UUID, *, by: Actor) -> tuple[TimelineEntry, ...]:
    """Oldest first. The citizen does not see who in the office took up which piece of work.

    Raises ``CaseMissing``.
    """
    found = Case.objects.only("id", *_READ, *READABLE).filter(pk=case_id).first()
    if found is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    require_case(by, found)
    chain = read_chain(found.audit_subject)
    if by.kind not in ("staff", "system"):
        return tuple(_entry(each) for each in chain if each.action not in INTERNAL)
    if consulted_as(by, found) is not None:
        return tuple(_entry(each) for each in chain)
    rows, files = entry_rows(found), attached_files(found)
    return tuple(_with_entry(each, rows, files) for each in chain)


def _with_entry(
    each: AuditView,
    rows: Mapping[str, tuple[PresentedRow, ...]],
    files: Mapping[str, tuple[Mapping[str, Any], ...]],
) -> TimelineEntry:
    if each.action not in _DECIDING:
        return _entry(each)
    item = str(each.data.get("item"))
    return replace(_entry(each), filled=rows.get(item, ()), files=files.get(item, ()))


def verify_case_chain(case_id: UUID) -> ChainReport:
    """Whether the history is whole and unaltered."""
    return verify_chain(f"case:{case_id}")


def _entry(entry: AuditView) -> TimelineEntry:
    return TimelineEntry(
        at=entry.at,
        action=entry.action,
        sentence=sentence_of(entry.action, entry.data),
        actor_kind=entry.actor.partition(":")[0],
        actor_name=entry.actor_name,
        note=note_of(entry.data),
    )
