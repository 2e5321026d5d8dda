"""Filling in a form for a citizen who stands at the counter: always recorded, never in their place.

The officer acts under their own name, with a right to this one draft while the sitting is open.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.api import AgencyView, ApplicantView
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.kernel.ids import new_id
from motcua.submissions.errors import AssistanceMissing, DraftMissing
from motcua.submissions.models import Assistance
from motcua.submissions.operations.start_draft import start_draft
from motcua.submissions.permissions import ASSIST
from motcua.submissions.queries.assistance import (
    AssistanceView,
    drafts_to_help_with,
    officer_of,
    view_of,
)

COUNTER: Final = "counter"


def begin_assistance(
    *,
    version_id: UUID,
    applicant: ApplicantView,
    point: AgencyView | None,
    by: Actor,
    now: datetime,
) -> AssistanceView:
    """A new draft of ``applicant`` that ``by`` fills in at ``point``; other sittings of ``by`` end.

    Raises what ``start_draft`` does, and ``PermissionMissing``.
    """
    _check_right(point, by)
    with transaction.atomic():
        draft = start_draft(version_id=version_id, applicant=applicant, now=now, channel=COUNTER)
        return _sit_down(draft.id, applicant.id, point, by=by, now=now)


def resume_assistance(
    *, draft_id: UUID, applicant_id: UUID, point: AgencyView | None, by: Actor, now: datetime
) -> AssistanceView:
    """Go on with a form begun at a counter, or a correction that was asked for.

    Raises ``DraftMissing`` for any other draft, whoever's it is.
    """
    _check_right(point, by)
    if draft_id not in {each.id for each in drafts_to_help_with(applicant_id)}:
        raise DraftMissing(_("Không tìm thấy bản nháp."))
    with transaction.atomic():
        return _sit_down(draft_id, applicant_id, point, by=by, now=now)


def end_assistance(*, by: Actor, now: datetime) -> int:
    """The person has gone: nothing of theirs can be opened any more. Returns how many ended.

    An unfinished draft stays theirs; asked for with their number it can be taken up again.
    """
    if by.kind != "staff" or by.id is None:
        return 0
    return Assistance.objects.filter(officer_id=by.id, ended_at=None).update(ended_at=now)


def _check_right(point: AgencyView | None, by: Actor) -> None:
    by.require(ASSIST)
    if by.kind != "staff" or by.id is None:
        raise Forbidden(_("Chỉ cán bộ mới nhập hộ được."))
    if point is not None and point.id not in by.agency_ids:
        raise Forbidden(_("Bạn không làm việc tại nơi tiếp nhận này."))


def _sit_down(
    draft_id: UUID, applicant_id: UUID, point: AgencyView | None, *, by: Actor, now: datetime
) -> AssistanceView:
    end_assistance(by=by, now=now)
    Assistance.objects.filter(draft_id=draft_id, ended_at=None).update(ended_at=now)
    row = Assistance.objects.create(
        id=new_id(),
        draft_id=draft_id,
        applicant_id=applicant_id,
        officer_id=officer_of(by),
        officer_name=by.name[:200],
        agency_id=point.id if point else None,
        support_point=point.name if point else "",
        started_at=now,
    )
    facts = {"draft": str(draft_id), "support_point": row.support_point}
    audit.record(action="assist.begun", subject=f"assist:{row.pk}", by=by, at=now, data=facts)
    return view_of(row)


def lock_open(assistance_id: UUID, *, by: Actor) -> Assistance:
    """The officer's own open sitting, locked. Raises ``AssistanceMissing``."""
    rows = Assistance.objects.select_for_update().filter(
        pk=assistance_id, officer_id=officer_of(by), ended_at=None
    )
    row = rows.first()
    if row is None:
        raise AssistanceMissing(_("Lượt nhập hộ này đã kết thúc."))
    return row


def forget_assistances(draft_ids: Sequence[UUID]) -> None:
    """Of drafts that are being erased."""
    Assistance.objects.filter(draft_id__in=draft_ids).delete()
