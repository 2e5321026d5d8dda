"""From a draft to a survey people answer: one person asks, another publishes; then its end."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.surveys.domain.checks import check_settings, check_survey
from motcua.surveys.domain.document import wrap
from motcua.surveys.domain.states import Status
from motcua.surveys.errors import (
    SamePerson,
    SurveyInvalid,
    SurveyMoved,
    SurveyNotPublishable,
)
from motcua.surveys.models import Survey
from motcua.surveys.operations.drafting import lock_survey, require_draft
from motcua.surveys.permissions import Permission
from motcua.surveys.queries.views import settings_of


def request_publication(*, survey_id: UUID, note: str, by: Actor, now: datetime) -> None:
    """Ask another person to publish it as it stands; it is locked until they decide.

    Raises ``SurveyNotPublishable`` with ``details["problems"]``, ``SurveyLocked``.
    """
    by.require(Permission.EDIT)
    person = _person(by)
    with transaction.atomic():
        row = lock_survey(survey_id)
        require_draft(row)
        _refuse_faulty(row, now)
        row.requested_by, row.requested_by_name = person, by.name[:200]
        row.requested_at, row.request_note = now, note.strip()[:2000]
        row.sent_back_reason = ""
        _move(row, Status.IN_REVIEW, "requested", by=by, now=now)


def take_back_request(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    by.require(Permission.EDIT)
    _from_review(survey_id, "taken_back", by=by, now=now)


def send_back(*, survey_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """Raises ``SurveyInvalid`` without a reason: its author must know what to change."""
    by.require(Permission.PUBLISH)
    if len(reason.strip()) < 5:
        raise SurveyInvalid(_("Ghi rõ cần sửa điều gì."), field="reason")
    _from_review(survey_id, "sent_back", by=by, now=now, reason=reason.strip()[:2000])


def approve_publication(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    """Publish what another person asked for. Raises ``SamePerson``, ``SurveyNotPublishable``."""
    by.require(Permission.PUBLISH)
    person = _person(by)
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.status != Status.IN_REVIEW:
            raise SurveyMoved(_("Khảo sát này không chờ duyệt."))
        if row.requested_by == person:
            raise SamePerson(_("Người gửi duyệt không tự công bố được. Cần một người khác."))
        _refuse_faulty(row, now)
        row.published_by, row.published_by_name = person, by.name[:200]
        row.published_at = now
        _move(row, Status.PUBLISHED, "published", by=by, now=now)


def close_survey(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    """No more answers from now on. It is not opened again: results may have been seen."""
    by.require(Permission.PUBLISH)
    with transaction.atomic():
        close_row(lock_survey(survey_id), by=by, now=now)


def close_row(row: Survey, *, by: Actor, now: datetime) -> None:
    """For callers that hold the lock."""
    if row.status != Status.PUBLISHED:
        raise SurveyMoved(_("Chỉ khảo sát đang mở mới đóng được."))
    row.closed_at = now
    _move(row, Status.CLOSED, "closed", by=by, now=now)


def archive_survey(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    """Out of everybody's lists; results that were published stay readable at their address."""
    by.require(Permission.PUBLISH)
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.status != Status.CLOSED:
            raise SurveyMoved(_("Hãy đóng khảo sát trước khi lưu trữ."))
        _move(row, Status.ARCHIVED, "archived", by=by, now=now)


def delete_draft(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    """Only what was never published: nobody has answered it."""
    by.require(Permission.EDIT)
    with transaction.atomic():
        row = lock_survey(survey_id)
        require_draft(row)
        audit.record(action="survey.deleted", subject=row.audit_subject, by=by, at=now, data={})
        row.delete()


def _from_review(
    survey_id: UUID, action: str, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.status != Status.IN_REVIEW:
            raise SurveyMoved(_("Khảo sát này không chờ duyệt."))
        row.requested_by, row.requested_by_name, row.requested_at = None, "", None
        row.sent_back_reason = reason
        _move(row, Status.DRAFT, action, by=by, now=now)


def _refuse_faulty(row: Survey, now: datetime) -> None:
    settings = settings_of(row)
    check_settings(settings)
    if settings.closes_at is not None and settings.closes_at <= now:
        raise SurveyInvalid(_("Ngày đóng đã qua. Hãy chọn ngày khác."), field="closes_at")
    problems = check_survey(wrap(row.draft), settings)
    if problems:
        raise SurveyNotPublishable(
            _("Khảo sát còn chỗ cần sửa: %(first)s") % {"first": problems[0].message},
            problems=[each.to_json() for each in problems],
        )


def _move(row: Survey, status: Status, action: str, *, by: Actor, now: datetime) -> None:
    row.status, row.updated_at, row.updated_by_name = status, now, by.name[:200]
    row.save()
    data = {"reason": row.sent_back_reason} if action == "sent_back" else {}
    audit.record(action=f"survey.{action}", subject=row.audit_subject, by=by, at=now, data=data)


def _person(by: Actor) -> UUID:
    if by.kind != "staff" or by.id is None:
        raise Forbidden(_("Việc này phải do một cán bộ cụ thể thực hiện."))
    return by.id
