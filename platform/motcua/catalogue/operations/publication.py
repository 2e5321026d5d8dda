"""Publishing by two people: one asks, another decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, digest, parse_document
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.errors import NotPublishable, NotWaiting, SamePerson
from motcua.catalogue.models import (
    PublicationRequest,
    PublicService,
    RequestState,
    ServiceStatus,
)
from motcua.catalogue.operations.drafts import (
    lock_service,
    note_act,
    require_open,
    require_person,
    require_revision,
)
from motcua.catalogue.operations.freeze_version import freeze_version
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.check_service import check_service, errors_in
from motcua.catalogue.queries.get_draft import draft_view, request_view
from motcua.catalogue.queries.get_version import get_version
from motcua.catalogue.queries.views import DraftView, RequestView, VersionView
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid

MAX_NOTE = 2_000


class ReasonNeeded(Invalid):
    code = "reason_needed"


def request_publication(
    *, service_id: UUID, base_revision: int, by: Actor, now: datetime, note: str = ""
) -> RequestView:
    """Ask another person to publish the draft as it stands; it is locked until they decide.

    Raises ``NotPublishable`` (``details["problems"]``), ``DraftConflict``, ``DraftLocked``.
    """
    by.require(CataloguePermission.EDIT)
    person = require_person(by)
    with transaction.atomic():
        row = lock_service(service_id)
        require_open(row)
        require_revision(row, base_revision)
        document = parse_document(row.draft)
        problems = _refuse_faulty(document)
        request = PublicationRequest.objects.create(
            service=row,
            draft_revision=row.draft_revision,
            sha256=digest(document),
            checks=[problem.to_json() for problem in problems],
            note=note[:MAX_NOTE],
            requested_by=person,
            requested_by_name=by.name[:200],
            requested_at=now,
        )
        _set_status(row, ServiceStatus.IN_REVIEW)
        note_act(
            row, "publication_requested", by=by, now=now, revision=row.draft_revision, note=note
        )
        return request_view(request)


def approve_publication(
    *, service_id: UUID, by: Actor, now: datetime, note: str = ""
) -> VersionView:
    """Freeze what was asked for and put it live. Only by somebody else than who asked.

    The document is checked again: rules of the house may have changed since it was asked for.
    Raises ``NotWaiting``, ``SamePerson``, ``NotPublishable``.
    """
    by.require(CataloguePermission.PUBLISH)
    person = require_person(by)
    with transaction.atomic():
        row = lock_service(service_id)
        request = _waiting(row)
        if request.requested_by == person:
            raise SamePerson(_("Người yêu cầu công bố không được tự duyệt."))
        document = parse_document(row.draft)
        if digest(document) != request.sha256:
            raise NotWaiting(_("Bản nháp đã thay đổi sau khi gửi duyệt. Hãy gửi duyệt lại."))
        _refuse_faulty(document)
        _decide(request, RequestState.APPROVED, by=by, now=now, note=note)
        version = freeze_version(row, document, request, by=by, now=now)
    return get_version(version.id)


def send_back(*, service_id: UUID, reason: str, by: Actor, now: datetime) -> DraftView:
    """Give the draft back to its authors. Raises ``NotWaiting``, ``ReasonNeeded``."""
    by.require(CataloguePermission.PUBLISH)
    require_person(by)
    if not reason.strip():
        raise ReasonNeeded(_("Hãy nêu lý do trả lại."), field="reason")
    with transaction.atomic():
        row = lock_service(service_id)
        _decide(_waiting(row), RequestState.SENT_BACK, by=by, now=now, note=reason)
        _set_status(row, _resting_status(row))
        note_act(row, "publication_sent_back", by=by, now=now, reason=reason[:MAX_NOTE])
        return draft_view(row)


def take_back_request(*, service_id: UUID, by: Actor, now: datetime) -> DraftView:
    """Withdraw the wish to publish, to go on editing. Raises ``NotWaiting``."""
    by.require(CataloguePermission.EDIT)
    require_person(by)
    with transaction.atomic():
        row = lock_service(service_id)
        _decide(_waiting(row), RequestState.TAKEN_BACK, by=by, now=now, note="")
        _set_status(row, _resting_status(row))
        note_act(row, "publication_taken_back", by=by, now=now)
        return draft_view(row)


def _refuse_faulty(document: ServiceDocument) -> list[Problem]:
    """Warnings, when there are no errors."""
    problems = check_service(document)
    errors = errors_in(problems)
    if errors:
        message = _("Chưa công bố được: còn %(count)s lỗi. %(first)s")
        raise NotPublishable(
            message % {"count": len(errors), "first": errors[0].message},
            problems=[problem.to_json() for problem in problems],
        )
    return problems


def _waiting(row: PublicService) -> PublicationRequest:
    request = (
        PublicationRequest.objects.select_for_update()
        .filter(service_id=row.id, state=RequestState.WAITING)
        .first()
    )
    if request is None:
        raise NotWaiting(_("Dịch vụ này không có yêu cầu công bố nào đang chờ duyệt."))
    return request


def _decide(
    request: PublicationRequest, state: RequestState, *, by: Actor, now: datetime, note: str
) -> None:
    request.state = state
    request.decided_by = by.id
    request.decided_by_name = by.name[:200]
    request.decided_at = now
    request.decision_note = note[:MAX_NOTE]
    request.save()


def _resting_status(row: PublicService) -> ServiceStatus:
    if row.live_version_id:
        return ServiceStatus.PUBLISHED
    return ServiceStatus.WITHDRAWN if row.versions.exists() else ServiceStatus.DRAFT


def _set_status(row: PublicService, status: ServiceStatus) -> None:
    row.status = status
    row.save(update_fields=["status"])
