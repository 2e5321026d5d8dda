"""Publishing by two people: one asks, another decides."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, digest, parse_document
from motcua.catalogue.domain.problems import Problem, errors_in
from motcua.catalogue.errors import NotPublishable, NotWaiting, ReasonsNeeded, SamePerson
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
from motcua.catalogue.queries.check_draft import check_draft
from motcua.catalogue.queries.get_draft import draft_view, request_view
from motcua.catalogue.queries.get_version import get_version
from motcua.catalogue.queries.views import DraftView, RequestView, VersionView
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid

MAX_NOTE: Final = 2_000
MAX_AHEAD: Final = timedelta(days=366)


class ReasonNeeded(Invalid):
    code = "reason_needed"


class ScheduleInvalid(Invalid):
    code = "schedule_invalid"


def request_publication(
    *,
    service_id: UUID,
    base_revision: int,
    by: Actor,
    now: datetime,
    note: str = "",
    reasons: Mapping[str, str] | None = None,
) -> RequestView:
    """Ask another person to publish the draft as it stands; it is locked until they decide.

    ``reasons`` says for each warning (by ``Problem.key``) why it may stand; they are kept with the
    publication and shown to whoever approves. Raises ``NotPublishable`` and ``ReasonsNeeded``
    (both with ``details["problems"]``), ``DraftConflict``, ``DraftLocked``.
    """
    by.require(CataloguePermission.EDIT)
    person = require_person(by)
    with transaction.atomic():
        row = lock_service(service_id)
        require_open(row)
        require_revision(row, base_revision)
        document = parse_document(row.draft)
        problems = refuse_faulty(row, document)
        request = PublicationRequest.objects.create(
            service=row,
            draft_revision=row.draft_revision,
            sha256=digest(document),
            checks=_explained(problems, reasons or {}),
            note=note[:MAX_NOTE],
            requested_by=person,
            requested_by_name=by.name[:200],
            requested_at=now,
        )
        set_status(row, ServiceStatus.IN_REVIEW)
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
    with transaction.atomic():
        row, request, document = _judged(service_id, by)
        _decide(request, RequestState.APPROVED, by=by, now=now, note=note)
        version = freeze_version(row, document, request, by=by, now=now)
    return get_version(version.id)


def schedule_publication(
    *, service_id: UUID, publish_at: datetime, by: Actor, now: datetime, note: str = ""
) -> RequestView:
    """Approve now, publish at ``publish_at``; the draft stays locked until then.

    Taking the request back or sending it back before that time cancels it. Raises as
    ``approve_publication``, and ``ScheduleInvalid`` for a time that has passed or is over a year
    away.
    """
    if not now < publish_at <= now + MAX_AHEAD:
        raise ScheduleInvalid(
            _("Giờ công bố phải ở trong tương lai và không quá một năm nữa."), field="publish_at"
        )
    with transaction.atomic():
        row, request, _document = _judged(service_id, by)
        request.publish_at = publish_at
        _decide(request, RequestState.SCHEDULED, by=by, now=now, note=note)
        note_act(row, "publication_scheduled", by=by, now=now, publish_at=publish_at.isoformat())
        return request_view(request)


def _judged(
    service_id: UUID, by: Actor
) -> tuple[PublicService, PublicationRequest, ServiceDocument]:
    """The waiting request with its document, when ``by`` may approve it as it stands."""
    by.require(CataloguePermission.PUBLISH)
    person = require_person(by)
    row = lock_service(service_id)
    request = waiting_request(row, RequestState.WAITING)
    if request.requested_by == person:
        raise SamePerson(_("Người yêu cầu công bố không được tự duyệt."))
    document = parse_document(row.draft)
    if digest(document) != request.sha256:
        raise NotWaiting(_("Bản nháp đã thay đổi sau khi gửi duyệt. Hãy gửi duyệt lại."))
    refuse_faulty(row, document)
    return row, request, document


def send_back(*, service_id: UUID, reason: str, by: Actor, now: datetime) -> DraftView:
    """Give the draft back to its authors. Raises ``NotWaiting``, ``ReasonNeeded``."""
    by.require(CataloguePermission.PUBLISH)
    require_person(by)
    if not reason.strip():
        raise ReasonNeeded(_("Hãy nêu lý do trả lại."), field="reason")
    with transaction.atomic():
        row = lock_service(service_id)
        _decide(waiting_request(row), RequestState.SENT_BACK, by=by, now=now, note=reason)
        set_status(row, resting_status(row))
        note_act(row, "publication_sent_back", by=by, now=now, reason=reason[:MAX_NOTE])
        return draft_view(row)


def take_back_request(*, service_id: UUID, by: Actor, now: datetime) -> DraftView:
    """Withdraw the wish to publish, to go on editing. Raises ``NotWaiting``."""
    by.require(CataloguePermission.EDIT)
    require_person(by)
    with transaction.atomic():
        row = lock_service(service_id)
        _decide(waiting_request(row), RequestState.TAKEN_BACK, by=by, now=now, note="")
        set_status(row, resting_status(row))
        note_act(row, "publication_taken_back", by=by, now=now)
        return draft_view(row)


def refuse_faulty(row: PublicService, document: ServiceDocument) -> list[Problem]:
    """Warnings, when there are no errors."""
    problems = check_draft(row.id, document)
    errors = errors_in(problems)
    if errors:
        message = _("Chưa công bố được: còn %(count)s lỗi. %(first)s")
        raise NotPublishable(
            message % {"count": len(errors), "first": errors[0].message},
            problems=[problem.to_json() for problem in problems],
        )
    return problems


def _explained(problems: list[Problem], reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each warning with its reason. Raises ``ReasonsNeeded`` naming those that have none."""
    given = {key: reason.strip()[:MAX_NOTE] for key, reason in reasons.items()}
    bare = [problem for problem in problems if not given.get(problem.key)]
    if bare:
        message = _(
            "Còn %(count)s điểm cần lưu ý. Hãy sửa, hoặc nêu lý do vì sao để như vậy. %(first)s"
        )
        raise ReasonsNeeded(
            message % {"count": len(bare), "first": bare[0].message},
            field="reasons",
            problems=[problem.to_json() for problem in bare],
        )
    return [{**problem.to_json(), "reason": given[problem.key]} for problem in problems]


def waiting_request(row: PublicService, *states: RequestState) -> PublicationRequest:
    """The request that is open: asked for, or approved for a later time."""
    wanted = states or (RequestState.WAITING, RequestState.SCHEDULED)
    request = (
        PublicationRequest.objects.select_for_update()
        .filter(service_id=row.id, state__in=wanted)
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


def resting_status(row: PublicService) -> ServiceStatus:
    if row.live_version_id:
        return ServiceStatus.PUBLISHED
    return ServiceStatus.WITHDRAWN if row.versions.exists() else ServiceStatus.DRAFT


def set_status(row: PublicService, status: ServiceStatus) -> None:
    row.status = status
    row.save(update_fields=["status"])
