"""Forms that officers fill in for citizens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.submissions.domain.views import DraftSummary
from motcua.submissions.errors import AssistanceMissing
from motcua.submissions.models import Assistance, Draft, DraftStatus
from motcua.submissions.queries.drafts import summary_of


@dataclass(frozen=True, slots=True)
class AssistanceView:
    """``can_send_code``: another code may be asked for (their number is limited).
    ``is_confirmed``: the citizen confirmed, though perhaps other answers than those of now."""

    id: UUID
    draft_id: UUID
    applicant_id: UUID
    officer_id: UUID
    officer_name: str
    consent_id: UUID | None
    agency_id: UUID | None
    support_point: str
    started_at: datetime
    ended_at: datetime | None
    submission_id: UUID | None
    code_sent_at: datetime | None
    confirmed_by: str
    confirmed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_helpers(self) -> bool:
        """Not staff, but somebody the citizen trusts."""
        return self.consent_id is not None


def officer_of(by: Actor) -> UUID:
    """The member of staff who sits there, or the helper. Raises ``AssistanceMissing`` for anybody
    else."""
    if by.kind not in ("staff", "helper") or by.id is None:
        raise AssistanceMissing(_("Không tìm thấy lượt nhập hộ này."))
    return by.id


def get_assistance(assistance_id: UUID, *, by: Actor) -> AssistanceView:
    """The officer's or helper's own, open or not. Raises ``AssistanceMissing``."""
    row = Assistance.objects.filter(pk=assistance_id, officer_id=officer_of(by)).first()
    if row is None:
        raise AssistanceMissing(_("Không tìm thấy lượt nhập hộ này."))
    return view_of(row)


def find_open_assistance(draft_id: UUID, *, by: Actor) -> AssistanceView | None:
    """The sitting in which ``by`` fills in this draft now."""
    if by.kind not in ("staff", "helper") or by.id is None:
        return None
    row = Assistance.objects.filter(draft_id=draft_id, officer_id=by.id, ended_at=None).first()
    return view_of(row) if row else None


def helped_drafts(*, applicant_id: UUID, helper_id: UUID) -> list[DraftSummary]:
    """Unfinished forms of the citizen that this helper has filled in before; no others."""
    touched = Assistance.objects.filter(
        applicant_id=applicant_id, officer_id=helper_id, consent_id__isnull=False
    )
    rows = (
        Draft.objects.filter(
            pk__in=touched.values("draft_id"), applicant_id=applicant_id, status=DraftStatus.OPEN
        )
        .only("id", "version_id", "page_id", "updated_at", "expires_at", "supersedes")
        .order_by("-updated_at")[:20]
    )
    return [summary_of(row) for row in rows]


def sittings_of_consent(consent_id: UUID, *, by: Actor) -> list[AssistanceView]:
    """What a helper has taken up with one consent here, oldest first."""
    rows = Assistance.objects.filter(consent_id=consent_id, officer_id=officer_of(by))
    return [view_of(row) for row in rows.order_by("started_at")]


def assistance_of_submission(draft_id: UUID) -> AssistanceView | None:
    """Who helped with the draft that became a submission, if anybody did."""
    rows = Assistance.objects.filter(draft_id=draft_id).exclude(confirmed_by="")
    row = rows.order_by("-started_at").first()
    return view_of(row) if row else None


def drafts_to_help_with(applicant_id: UUID) -> list[DraftSummary]:
    """Forms begun at a counter, and requested corrections, of somebody who is there now.

    What a citizen began at home stays theirs alone.
    """
    rows = (
        Draft.objects.filter(
            Q(channel="counter") | Q(supersedes__isnull=False),
            applicant_id=applicant_id,
            status=DraftStatus.OPEN,
        )
        .only("id", "version_id", "page_id", "updated_at", "expires_at", "supersedes")
        .order_by("-updated_at")[:20]
    )
    return [summary_of(row) for row in rows]


def view_of(row: Assistance) -> AssistanceView:
    return AssistanceView(
        id=row.pk,
        draft_id=row.draft_id,
        applicant_id=row.applicant_id,
        officer_id=row.officer_id,
        officer_name=row.officer_name,
        consent_id=row.consent_id,
        agency_id=row.agency_id,
        support_point=row.support_point,
        started_at=row.started_at,
        ended_at=row.ended_at,
        submission_id=row.submission_id,
        code_sent_at=row.code_sent_at,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )
