"""A BPMN file becomes the process of a draft service; nothing is ever published by it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.steps.from_bpmn import ProcessImport, import_into
from motcua.catalogue.api import (
    CataloguePermission,
    DraftView,
    ServiceDocument,
    apply_operations,
    create_service,
    find_draft,
    get_draft,
)
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict

State = Literal["created", "updated", "unchanged"]
_LONGEST_NAME: Final = 300


class ProcessAlreadyThere(Conflict):
    """The service has a process of its own, and nobody said that it is to be replaced."""

    code = "already_there"


@dataclass(frozen=True, slots=True)
class ProcessTaken:
    """What became of one file."""

    state: State
    service_id: UUID
    slug: str
    found: ProcessImport


def import_process(
    *, content: bytes, slug: str, fallback_name: str, replace: bool, by: Actor, now: datetime
) -> ProcessTaken:
    """Into the draft of ``slug``, which is made when there is none.

    Its steps are replaced as one step that can be undone. Raises ``BpmnRefused``,
    ``ProcessAlreadyThere`` unless ``replace``, ``DraftLocked`` while a review is open.
    """
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        service_id = find_draft(slug, by=by)
        if service_id is None:
            return _created(content, slug, fallback_name, by=by, now=now)
        draft = get_draft(service_id, by=by)
        found = import_into(draft.document, content)
        if not found.operations:
            return ProcessTaken("unchanged", draft.id, slug, found)
        if draft.document.process.steps and not replace:
            raise ProcessAlreadyThere(
                _("Dịch vụ “%(slug)s” đã có quy trình khác; không ghi đè lên.") % {"slug": slug}
            )
        _apply(draft, list(found.operations), by=by, now=now)
        return ProcessTaken("updated", draft.id, slug, found)


def _created(
    content: bytes, slug: str, fallback_name: str, *, by: Actor, now: datetime
) -> ProcessTaken:
    empty = ServiceDocument.model_validate({"service": {"slug": slug}})
    found = import_into(empty, content)
    name = (found.name or fallback_name)[:_LONGEST_NAME]
    document = empty.to_json()
    document["service"]["name"] = {"vi": name}
    draft = create_service(document=document, by=by, now=now)
    again = import_into(draft.document, content)
    _apply(draft, list(again.operations), by=by, now=now)
    return ProcessTaken("created", draft.id, slug, again)


def _apply(draft: DraftView, operations: list[dict[str, Any]], *, by: Actor, now: datetime) -> None:
    apply_operations(
        service_id=draft.id,
        operations=operations,
        base_revision=draft.revision,
        by=by,
        now=now,
    )
