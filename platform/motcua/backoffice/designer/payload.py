"""A draft as the designer in the browser receives it."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from motcua.backoffice.designer.looks import sealed_look
from motcua.backoffice.designer.process_words import read_back
from motcua.catalogue.api import (
    CataloguePermission,
    DraftView,
    RequestView,
    check_service,
)
from motcua.kernel.actors import Actor


def draft_json(
    draft: DraftView, *, by: Actor, with_document: bool, is_checked: bool = True
) -> dict[str, Any]:
    """``with_document`` is left out where the browser already has it: after its own edits.

    ``is_checked`` is false while the page opens: checking a long form takes as long as everything
    else together, so the browser draws first and asks for the findings then.
    """
    document = draft.document
    answer = {
        "revision": draft.revision,
        "status": draft.status,
        "can_undo": draft.can_undo,
        "can_redo": draft.can_redo,
        "live_number": draft.live_number,
        "has_unpublished_changes": draft.has_unpublished_changes,
        "waiting": _request_json(draft.waiting, by) if draft.waiting else None,
        "scheduled": _request_json(draft.scheduled, by) if draft.scheduled else None,
        "updated_at": draft.updated_at.isoformat(),
        "updated_by_name": draft.updated_by_name,
        "is_checked": is_checked,
        "problems": [each.to_json() for each in check_service(document)] if is_checked else [],
        "process_words": read_back(document) if is_checked else [],
        "preview": preview_address(sealed_look(draft)),
        "may": {
            "edit": by.may(CataloguePermission.EDIT),
            "publish": by.may(CataloguePermission.PUBLISH),
        },
    }
    return answer | ({"document": document.to_json()} if with_document else {})


def _request_json(request: RequestView, by: Actor) -> dict[str, Any]:
    return {
        "note": request.note,
        "requested_by_name": request.requested_by_name,
        "requested_at": request.requested_at.isoformat(),
        "is_mine": request.requested_by == by.id,
        "checks": list(request.checks),
        "publish_at": request.publish_at.isoformat() if request.publish_at else None,
    }


def preview_address(token: str) -> str:
    """Address up to the page id. The portal shows it; it may be served by other processes."""
    try:
        return reverse("form_preview", args=[token, "_"]).removesuffix("_/")
    except NoReverseMatch:
        return ""
