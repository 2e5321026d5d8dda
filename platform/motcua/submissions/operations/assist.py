"""Filling in a form for a citizen, at a counter or with their consent: always recorded, never in
their place.

Officer or helper act under their own name, with a right to this one draft while the sitting is
open.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.api import get_frozen_service
from motcua.identity.api import AgencyView, ApplicantView
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.kernel.ids import new_id
from motcua.mandates.api import ConsentView, HelpNotCovered, note_deed
from motcua.submissions.errors import AssistanceMissing, DraftMissing, TooManyDrafts
from motcua.submissions.models import Assistance, Draft, DraftStatus
from motcua.submissions.operations.start_draft import COUNTER, HELPER, start_draft
from motcua.submissions.permissions import ASSIST
from motcua.submissions.queries.assistance import (
    AssistanceView,
    drafts_to_help_with,
    find_open_assistance,
    helped_drafts,
    officer_of,
    view_of,
)

MOST_FORMS: Final = 5
"""With one consent; a helper who needs more asks for another code."""
MOST_SITTINGS: Final = 12
"""With one consent: each has its own codes to confirm with, so their number bounds the guesses."""


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


def begin_help(
    *,
    version_id: UUID,
    citizen: ApplicantView,
    consent: ConsentView,
    by: Actor,
    now: datetime,
) -> AssistanceView:
    """A new draft of ``citizen`` that ``by`` fills in with their consent. The profile is in it,
    nothing of earlier dossiers. Raises what ``start_draft`` does, and ``HelpNotCovered``."""
    service = get_frozen_service(version_id)
    if consent.service_slug not in ("", service.slug) or consent.draft_id is not None:
        raise HelpNotCovered(_("Mã này không dùng cho dịch vụ ông/bà chọn."))
    if Assistance.objects.filter(consent_id=consent.id).count() >= MOST_FORMS:
        raise TooManyDrafts(_("Mỗi mã chỉ dùng cho 5 tờ khai. Hãy xin mã mới."))
    with transaction.atomic():
        draft = start_draft(version_id=version_id, applicant=citizen, now=now, channel=HELPER)
        return _help(draft.id, citizen, consent, "began", by=by, now=now)


def resume_help(
    *, draft_id: UUID, citizen: ApplicantView, consent: ConsentView, by: Actor, now: datetime
) -> AssistanceView:
    """Go on with a form this helper filled in before, or with the one the code was made for.

    One that is open goes on. Raises ``DraftMissing`` for any other form, ``TooManyDrafts``.
    """
    here = find_open_assistance(draft_id, by=by)
    if here is not None and here.consent_id == consent.id:
        return here
    if Assistance.objects.filter(consent_id=consent.id).count() >= MOST_SITTINGS:
        raise TooManyDrafts(_("Mã này đã dùng quá nhiều lần. Hãy xin mã mới."))
    known = {each.id for each in helped_drafts(applicant_id=citizen.id, helper_id=officer_of(by))}
    if consent.draft_id is not None:
        known = {consent.draft_id}
    with transaction.atomic():
        own = Draft.objects.select_for_update().filter(
            pk=draft_id, applicant_id=citizen.id, status=DraftStatus.OPEN
        )
        draft = own.first() if draft_id in known else None
        slug = get_frozen_service(draft.version_id).slug if draft else ""
        if draft is None or consent.service_slug not in ("", slug):
            raise DraftMissing(_("Không tìm thấy bản nháp."))
        if draft.channel != COUNTER:
            own.update(channel=HELPER)
        return _help(draft_id, citizen, consent, "took_up", by=by, now=now)


def _help(
    draft_id: UUID,
    citizen: ApplicantView,
    consent: ConsentView,
    kind: str,
    *,
    by: Actor,
    now: datetime,
) -> AssistanceView:
    if by.kind != "helper" or by.id is None:
        raise Forbidden(_("Chỉ người được cho mã mới nhập hộ được."))
    Assistance.objects.filter(draft_id=draft_id, ended_at=None).update(ended_at=now)
    row = Assistance.objects.create(
        id=new_id(),
        draft_id=draft_id,
        applicant_id=citizen.id,
        officer_id=by.id,
        officer_name=by.name[:200],
        consent_id=consent.id,
        started_at=now,
    )
    facts = {"draft": str(draft_id), "consent": str(consent.id)}
    audit.record(action="assist.begun", subject=f"assist:{row.pk}", by=by, at=now, data=facts)
    version_id = Draft.objects.only("version_id").get(pk=draft_id).version_id
    name = get_frozen_service(version_id).document.service.name
    note_deed(consent_id=consent.id, kind=kind, service_name=name, now=now)
    return view_of(row)


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
    """The officer's or helper's own open sitting, locked. Raises ``AssistanceMissing``."""
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
