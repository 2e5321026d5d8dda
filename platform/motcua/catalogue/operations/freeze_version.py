from datetime import datetime

from django.db.models import Max

from motcua.catalogue.domain.document import ServiceDocument, digest
from motcua.catalogue.events import ServicePublished
from motcua.catalogue.models import (
    FinderStamp,
    PublicationRequest,
    PublicService,
    ServiceStatus,
    ServiceVersion,
)
from motcua.catalogue.operations.drafts import note_act, require_person
from motcua.catalogue.queries.intake import followed_intake
from motcua.catalogue.queries.list_published import card_of
from motcua.catalogue.queries.references import pins_for
from motcua.catalogue.queries.search import search_text_of, searchable
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick


def freeze_version(
    row: PublicService,
    document: ServiceDocument,
    request: PublicationRequest,
    *,
    by: Actor,
    now: datetime,
) -> ServiceVersion:
    """Write the version, put it live, tell everybody; inside the transaction of the approval."""
    last = row.versions.aggregate(last=Max("number"))["last"]
    version = ServiceVersion.objects.create(
        service=row,
        number=(last or 0) + 1,
        document=document.to_json(),
        sha256=digest(document),
        card=card_of(document),
        pins=pins_for(document.form),
        draft_revision=row.draft_revision,
        published_at=now,
        published_by=require_person(by),
        published_by_name=by.name[:200],
        requested_by=request.requested_by,
        requested_by_name=request.requested_by_name,
    )
    _put_live(row, version, document)
    FinderStamp.move()
    note_act(
        row,
        "service_published",
        by=by,
        now=now,
        number=version.number,
        version=version.id,
        sha256=version.sha256,
        requested_by=request.requested_by,
    )
    events.publish(
        ServicePublished(
            service_id=row.id, version_id=version.id, slug=row.slug, number=version.number
        ),
        at=now,
    )
    return version


def _put_live(row: PublicService, version: ServiceVersion, document: ServiceDocument) -> None:
    row.live_version = version
    row.live_revision = row.draft_revision
    row.live_order = searchable(pick(document.service.name))[:500]
    row.search_text = search_text_of(document)
    row.status = ServiceStatus.PUBLISHED
    if not row.has_own_intake:
        row.intake = followed_intake(row.code)
    row.save()
