"""A result's way through the signatures: initials, the leader's, number and date, the seal.

Each is a revision of its own of one PDF, made in the transaction of the act it belongs to: when a
certificate cannot sign, the act does not happen. A tenant without a seal issues unsigned results.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.models import Case, PaperSignature, ResultDraft, SignaturePurpose
from motcua.casework.operations.paper_facts import agency_name
from motcua.casework.operations.pen import own_identity, pen_in_hand
from motcua.casework.operations.result_facts import draft_sheet, title_of_signer
from motcua.casework.operations.signature_marks import SEAL_SIDE, seal_mark, signer_mark
from motcua.casework.papers.layout import Sheet
from motcua.casework.paperwork import api as paperwork
from motcua.files import api as files
from motcua.files.api import Box, IdentityView, SignatureWish
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow
from tenants.api import current_tenant

TEMPLATE: Final = "casework/papers/administrative.typ"
TOKEN_BYTES: Final = 16
OWNER: Final = "result-draft"
_MAX_INITIALS: Final = 3
_HEAD: Final = "division_head"
_Kind = workflow.StepKind
_ONWARD: Final = frozenset({_Kind.ISSUE, _Kind.RETURN, _Kind.WAIT_FEE})
_BACK: Final = frozenset({_Kind.REVIEW, _Kind.DRAFT, _Kind.RECEPTION})


@dataclass(frozen=True, slots=True)
class SealedResult:
    """``content``: the PDF with everything on it."""

    draft: ResultDraft
    content: bytes
    sheet: dict[str, Any]


def seal_for(case: Case, *, now: datetime) -> IdentityView | None:
    """The certificate that seals this dossier's result; none: results here are not signed."""
    return files.seal_of(case.competent_agency_id or case.receiving_agency_id, now=now)


def sign_if_due(
    case: Case,
    item: workflow.WorkItemView,
    progress: workflow.Progress,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Approving is signing: initials when somebody approves next, else the leader's name.

    Going back throws the signed draft away. Raises ``SigningRefused``, ``PinWrong``.
    """
    kinds = {each.kind for each in progress.opened}
    is_issued = progress.end_key == workflow.EndKey.ISSUED
    if (progress.ended and not is_issued) or kinds & _BACK:
        drop_draft(case, now=now)
        return
    purpose = _purpose(item, kinds, is_issued=is_issued)
    if purpose and by.kind == "staff" and seal_for(case, now=now) is not None:
        sign_draft(case, purpose, by=by, now=now)


def _purpose(
    item: workflow.WorkItemView, opened: set[str], *, is_issued: bool
) -> SignaturePurpose | None:
    """Initials are whose step leads to an approval, and who approves or heads a division."""
    if _Kind.APPROVE in opened:
        heads = item.role == _HEAD and item.kind in (_Kind.REVIEW, _Kind.DRAFT)
        return SignaturePurpose.INITIALS if heads or item.kind == _Kind.APPROVE else None
    if item.kind == _Kind.APPROVE and (is_issued or opened & _ONWARD):
        return SignaturePurpose.LEADER
    return None


def sign_draft(case: Case, purpose: SignaturePurpose, *, by: Actor, now: datetime) -> ResultDraft:
    """One person's signature on the draft, which is made when it is the first."""
    identity = own_identity(by, now=now)
    key = pen_in_hand().key_of(identity, now=now)
    draft = _open_draft(case) or _make_draft(case, by=by, now=now)
    done = list(draft.signatures.values_list("purpose", flat=True))
    count = done.count(SignaturePurpose.INITIALS)
    title = title_of_signer(case, by) if purpose == SignaturePurpose.LEADER else ""
    if purpose == SignaturePurpose.LEADER:
        wish = _leader_wish(case, draft, by, title, now)
    else:
        wish = _initials_wish(draft, by, min(count, _MAX_INITIALS - 1), count, now)
    content = files.sign_paper(_content(draft), [wish], key=key, now=now)
    _keep(draft, content, by=by, now=now)
    _write(draft, purpose, key.identity, signer=(by.id, by.name, title), now=now)
    return draft


def seal_draft(
    case: Case, *, number: str, place_date: str, by: Actor, now: datetime
) -> SealedResult:
    """Number and date, then the seal, with a time stamp over everything; closes the draft."""
    seal = seal_for(case, now=now)
    if seal is None:
        raise ValueError("this tenant does not seal")
    files.check_usable(seal)
    pen = pen_in_hand()
    draft = _open_draft(case) or _make_draft(case, by=by, now=now)
    marks = _seal_marks(draft, seal, number=number, place_date=place_date, now=now)
    picture = pen.picture(*marks, now=now)
    strip = Box.from_json(draft.places["number"])
    wishes = [
        SignatureWish("SoVaNgay", strip, picture, _("Số và ngày ban hành"), reason=number),
        SignatureWish("ConDau", _seal_box(draft), picture, _("Con dấu của cơ quan"), page=1),
    ]
    key = pen.key_of(seal, now=now)
    content = files.sign_paper(_content(draft), wishes, key=key, now=now, archival=True)
    for purpose in (SignaturePurpose.NUMBER, SignaturePurpose.SEAL):
        _write(draft, purpose, seal, signer=(None, seal.name, ""), now=now)
    files.unlink_files(file_ids=[draft.file_id], owner=f"{OWNER}:{case.pk}")
    draft.closed_at = now
    draft.save(update_fields=["closed_at"])
    data = {**draft.data, "number_line": number, "place_date": place_date}
    return SealedResult(draft, content, data)


def drop_draft(case: Case, *, now: datetime) -> None:
    """What went back is drawn and signed anew."""
    draft = _open_draft(case)
    if draft is not None:
        files.unlink_files(file_ids=[draft.file_id], owner=f"{OWNER}:{case.pk}")
        draft.closed_at = now
        draft.save(update_fields=["closed_at"])


def has_leader(case: Case) -> bool:
    draft = _open_draft(case)
    return draft is not None and draft.signatures.filter(purpose=SignaturePurpose.LEADER).exists()


def _open_draft(case: Case) -> ResultDraft | None:
    return ResultDraft.objects.filter(case=case, closed_at=None).first()


def _make_draft(case: Case, *, by: Actor, now: datetime) -> ResultDraft:
    token = secrets.token_hex(TOKEN_BYTES)
    sheet: Sheet = draft_sheet(case, token=token, by=by, now=now)
    data = sheet.as_data()
    made = files.render_for_signing(TEMPLATE, paperwork.printable(data), made_at=now)
    places = {place["name"]: Box.from_layout(place).as_json() for place in made.places}
    draft = ResultDraft(case=case, token=token, data=data, places=places, created_at=now)
    draft.file_id = _store(draft, made.content, by=by, now=now)
    draft.save(force_insert=True)
    return draft


def _content(draft: ResultDraft) -> bytes:
    with files.open_file(draft.file_id) as stream:
        return stream.read()


def _keep(draft: ResultDraft, content: bytes, *, by: Actor, now: datetime) -> None:
    files.unlink_files(file_ids=[draft.file_id], owner=f"{OWNER}:{draft.case_id}")
    draft.file_id = _store(draft, content, by=by, now=now)
    draft.save(update_fields=["file_id"])


def _store(draft: ResultDraft, content: bytes, *, by: Actor, now: datetime) -> UUID:
    owner = f"{OWNER}:{draft.case_id}"
    name = _("Dự thảo kết quả")
    return files.store_made(content=content, name=f"{name}.pdf", by=by, now=now, owner=owner).id


def _write(
    draft: ResultDraft,
    purpose: SignaturePurpose,
    identity: IdentityView,
    *,
    signer: tuple[UUID | None, str, str],
    now: datetime,
) -> None:
    PaperSignature.objects.create(
        draft=draft,
        purpose=purpose,
        position=draft.signatures.count() + 1,
        signer_id=signer[0],
        signer_name=signer[1][:200],
        signer_title=signer[2][:200],
        issuer_name=identity.issuer_name,
        certificate_serial=identity.serial,
        certificate_until=identity.valid_until,
        signed_at=now,
    )


def _leader_wish(
    case: Case, draft: ResultDraft, by: Actor, title: str, now: datetime
) -> SignatureWish:
    place = draft.places["leader"]
    mark = signer_mark(
        size=place,
        title=title,
        name=by.name,
        organisation=organisation_of(case),
        authority=draft.data.get("authority", ()),
        now=now,
    )
    picture = pen_in_hand().picture(mark, now=now)
    label = f"{title} {by.name}".strip()
    return SignatureWish("LanhDao", Box.from_json(place), picture, label, reason=_("Ký duyệt"))


def _initials_wish(
    draft: ResultDraft, by: Actor, slot: int, count: int, now: datetime
) -> SignatureWish:
    """Three stand beside each other from the right; further ones over the last."""
    whole = Box.from_json(draft.places["initials"])
    width = whole.width / _MAX_INITIALS
    left = whole.left + whole.width - width * (slot + 1)
    box = Box(whole.page, left, whole.bottom, width, whole.height)
    moment = f"{timezone.localtime(now):%d/%m/%Y %H:%M}"
    mark = {"kind": "initials", "width": width, "height": whole.height, "name": by.name}
    picture = pen_in_hand().picture({**mark, "time": moment}, now=now)
    label = _("Ký nháy: %(name)s") % {"name": by.name}
    return SignatureWish(f"KyNhay_{count + 1}", box, picture, label, reason=_("Ký nháy"))


def _seal_box(draft: ResultDraft) -> Box:
    """Over the left third of the leader's signature (Nghị định 30/2020/NĐ-CP)."""
    leader = Box.from_json(draft.places["leader"])
    return Box(leader.page, leader.left - 18, leader.bottom + 10, SEAL_SIDE, SEAL_SIDE)


def _seal_marks(
    draft: ResultDraft, seal: IdentityView, *, number: str, place_date: str, now: datetime
) -> list[dict[str, Any]]:
    place = draft.places["number"]
    size = {"width": place["width"], "height": place["height"]}
    return [
        {"kind": "number", **size, "number": number, "place_date": place_date},
        seal_mark(seal.name, now=now),
    ]


def organisation_of(case: Case) -> str:
    return agency_name(case.receiving_agency_id) or current_tenant().name
