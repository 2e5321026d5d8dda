from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.catalogue.api import VersionView, get_version
from motcua.catalogue.intake_api import OWN_FORM, Intake, intake_of_service
from motcua.identity.api import ApplicantView
from motcua.kernel.ids import new_id
from motcua.submissions.domain.views import DraftView
from motcua.submissions.errors import (
    FiledElsewhere,
    ServiceWithdrawn,
    StepUpRequired,
    TenantSuspended,
    TooManyDrafts,
)
from motcua.submissions.models import Draft, DraftStatus
from motcua.submissions.operations.first_answers import first_answers
from motcua.submissions.operations.granted import ActingFor, granted_by
from motcua.submissions.queries.drafts import view_of
from motcua.submissions.queries.forms import profile_of
from tenants.api import accepts_new

MAX_OPEN: Final = 50
COUNTER: Final = "counter"
HELPER: Final = "helper"
"""Channels of a form that an officer or a helper fills in."""


def start_draft(
    *,
    version_id: UUID,
    applicant: ApplicantView,
    now: datetime,
    channel: str = "portal",
    reuse: UUID | None = None,
    acting: ActingFor | None = None,
) -> DraftView:
    """A new draft with what is known of the applicant filled in.

    ``reuse`` names an earlier submission of theirs to the same service to take answers from. What
    the state vouches for (``DraftView.locked_fields``) cannot be changed here. ``acting``: the
    applicant is an organisation, and who of its people begins.

    Raises ``TenantSuspended``, ``ServiceWithdrawn``, ``FiledElsewhere`` (410), ``VersionMissing``,
    ``StepUpRequired`` (403) when the identity level is too low, ``TooManyDrafts``.
    """
    require_open_tenant()
    version = get_version(version_id)
    require_open_service(version)
    require_filing_here(version, channel=channel)
    required = version.document.service.assurance_level
    if applicant.assurance < required:
        raise StepUpRequired(
            _("Dịch vụ này cần tài khoản định danh mức %(level)d. Vui lòng xác thực thêm.")
            % {"level": required},
            required=required,
        )
    if Draft.objects.filter(applicant_id=applicant.id, status="open").count() >= MAX_OPEN:
        raise TooManyDrafts(_("Ông/bà có quá nhiều bản nháp. Hãy xóa bớt rồi bắt đầu lại."))
    draft = _draft(version, applicant, now, channel=channel, reuse=reuse, acting=acting)
    draft.save(force_insert=True)
    return view_of(draft)


def require_open_tenant() -> None:
    if not accepts_new():
        raise TenantSuspended(
            _(
                "Cơ quan đang tạm ngừng nhận hồ sơ mới. Hồ sơ và bản nháp đã có vẫn xem và "
                "hoàn tất được."
            )
        )


def require_open_service(version: VersionView) -> None:
    if version.is_withdrawn:
        raise ServiceWithdrawn(
            _("Dịch vụ này hiện không tiếp nhận hồ sơ mới. Bản nháp của ông/bà vẫn được giữ.")
        )


def require_filing_here(version: VersionView, *, channel: str) -> None:
    """A form of our own begins only where the service takes dossiers on this site. What was begun
    before may be finished; counters, post and the national portal go on either way."""
    if channel in OWN_FORM and intake_of_service(version.service_id) is Intake.BACK_OFFICE:
        raise FiledElsewhere(
            _(
                "Hồ sơ mới của dịch vụ này nộp ở Cổng Dịch vụ công quốc gia. Bản nháp đã có vẫn "
                "hoàn tất và nộp được tại đây."
            )
        )


def kept_until(now: datetime, *, days: int | None = None) -> datetime:
    """Every save puts the end off."""
    return now + timedelta(days=days or settings.MOTCUA_DRAFT_DAYS)


def _draft(
    version: VersionView,
    applicant: ApplicantView,
    now: datetime,
    *,
    channel: str,
    reuse: UUID | None,
    acting: ActingFor | None,
) -> Draft:
    profile = profile_of(applicant)
    if acting is not None:
        profile["acting"] = {"name": acting.person}
    first = first_answers(
        version,
        profile,
        applicant_id=applicant.id,
        reuse=reuse,
        now=now,
        # What was told in other dossiers is not for a helper to see.
        looks_back=channel != HELPER,
    )
    return Draft(
        id=new_id(),
        version_id=version.id,
        applicant_id=applicant.id,
        channel=channel,
        profile=profile,
        parties=granted_by(acting.principal) if acting else None,
        answers=first.answers,
        entered={},
        prefilled=first.origins,
        locked_fields=first.locked or None,
        page_id=first.page_id,
        status=DraftStatus.OPEN,
        created_at=now,
        updated_at=now,
        expires_at=kept_until(now),
    )
