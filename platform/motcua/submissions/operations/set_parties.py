"""Saying for whom a dossier is filed."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any, Final, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files.api import Quota, store_upload, unlink_files
from motcua.identity.api import AgencyMissing, citizen_claims, get_agency, upsert_applicant
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.mandates.api import PrincipalView
from motcua.submissions.domain.parties import PAPER_PATH, PartiesWish, parties_data
from motcua.submissions.domain.views import DraftView
from motcua.submissions.errors import PartyInvalid
from motcua.submissions.models import Draft
from motcua.submissions.operations.granted import GRANTED, granted_by, principal_of
from motcua.submissions.operations.take_uploads import Upload
from motcua.submissions.queries.drafts import lock_open_draft, owner_of, view_of
from motcua.submissions.queries.forms import form_of

_MOST_BYTES: Final = 20 * 1024 * 1024


def set_parties(
    *,
    draft_id: UUID,
    wish: PartiesWish,
    by: Actor,
    now: datetime,
    paper: Upload | None = None,
) -> DraftView:
    """Keep who the owner and the receiver are. The paper given before stays until another comes.

    Raises ``DraftMissing``, ``DraftClosed``, ``PartyInvalid``, and what storing files does. A
    helper decides neither whose dossier it is nor who gets the result: ``Forbidden``.
    """
    if by.kind == "helper":
        raise Forbidden(_("Người giúp không chọn được chủ hồ sơ và người nhận kết quả."))
    with transaction.atomic():
        draft = lock_open_draft(draft_id, by=by, now=now)
        _check_allowed(draft, wish)
        before = (draft.parties or {}).get("paper")
        granted = _granted(draft, wish, now)
        kept = _store(draft, paper, by=by, now=now) if paper and granted is None else before
        data = parties_data(wish, paper=kept, granted=granted)
        if before and data.get("paper") != before:
            unlink_files(file_ids=[UUID(before["file_id"])], owner=owner_of(draft.id))
        draft.parties = data or None
        draft.revision += 1
        draft.updated_at = now
        draft.save(update_fields=["parties", "revision", "updated_at"])
    return view_of(draft)


def with_parties(profile: Mapping[str, Any], parties: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the submission keeps of its people."""
    return {**profile, "parties": dict(parties)} if parties else dict(profile)


def paper_entry(parties: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The paper as an entry of the submission's list of files; it answers no question."""
    paper = (parties or {}).get("paper")
    return [{**paper, "field_id": "", "path": PAPER_PATH, "component": ""}] if paper else []


def _granted(draft: Draft, wish: PartiesWish, now: datetime) -> dict[str, Any] | None:
    """What a mandate in force says of the owner. An organisation's draft stays the organisation's.

    Raises ``PartyInvalid`` when it is not in force (any more), here, for this service.
    """
    if "acting" in draft.profile:
        return {key: draft.parties[key] for key in GRANTED if key in (draft.parties or {})}
    if wish.whom != "mandate":
        return None
    principal = principal_of(draft, wish.mandate_id, now)
    if principal is None:
        raise PartyInvalid(
            _("Ông/bà không đại diện cho người này ở đây, hoặc việc đại diện đã chấm dứt."),
            field="whom",
        )
    return granted_by(principal, owner_id=_owner_here(principal, now))


def _owner_here(principal: PrincipalView, now: datetime) -> UUID | None:
    """Who let somebody act for them sees the dossier among their own."""
    claims = citizen_claims(principal.id) if principal.has_account else None
    return upsert_applicant(claims, now=now).id if claims else None


def _check_allowed(draft: Draft, wish: PartiesWish) -> None:
    execution = form_of(draft).document.execution
    if draft.supersedes is not None:
        raise PartyInvalid(_("Người liên quan không đổi được khi bổ sung hồ sơ."))
    if wish.whom != "self" and not execution.allows_proxy:
        raise PartyInvalid(_("Dịch vụ này không nhận hồ sơ nộp thay."), field="whom")
    if wish.reception_id is None:
        return
    try:
        point = get_agency(wish.reception_id)
    except AgencyMissing:
        point = None
    if not execution.any_place or point is None or not point.is_reception_point:
        raise PartyInvalid(_("Không nộp được ở nơi này."), field="reception")


def _store(draft: Draft, paper: Upload, *, by: Actor, now: datetime) -> dict[str, Any]:
    stored = store_upload(
        stream=cast("IO[bytes]", paper),
        name=paper.name or "",
        declared_type=paper.content_type or "",
        limit_bytes=_MOST_BYTES,
        strip_metadata=True,
        owner=owner_of(draft.id),
        quota=Quota(settings.MOTCUA_DRAFT_MAX_FILES, settings.MOTCUA_DRAFT_MAX_BYTES),
        by=by,
        now=now,
    )
    return dict(stored.as_answer())
