from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.models import PublicService
from motcua.catalogue.operations.drafts import fill_columns, note_act, save_unique
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.get_draft import draft_view
from motcua.catalogue.queries.intake import followed_intake
from motcua.catalogue.queries.views import DraftView
from motcua.kernel.actors import Actor


def create_service(
    *, document: ServiceDocument | Mapping[str, Any], by: Actor, now: datetime
) -> DraftView:
    """A new draft at revision 1: empty from ``new_document``, from the library, or imported.

    Raises ``DocumentInvalid`` and ``SlugTaken``.
    """
    by.require(CataloguePermission.EDIT)
    parsed = parse_document(document)
    row = PublicService(
        draft=parsed.to_json(),
        created_by=by.id,
        created_by_name=by.name[:200],
        created_at=now,
        updated_by=by.id,
        updated_by_name=by.name[:200],
        updated_at=now,
    )
    fill_columns(row, parsed)
    row.intake = followed_intake(row.code)
    with transaction.atomic():
        save_unique(row)
        note_act(row, "service_created", by=by, now=now, slug=row.slug, code=row.code)
        return draft_view(row, parsed)
