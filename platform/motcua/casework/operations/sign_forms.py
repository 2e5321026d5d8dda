"""Statutory forms signed by certificate (Luật Giao dịch điện tử 20/2023/QH15, điều 22).

The act they document never waits for a signature: whether somebody can sign is seen when the paper
is ordered, the signing is the worker's, and what needs a PIN waits in its signer's list. Where
nobody can, the form is printed and signed by hand, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.events import PaperOrdered
from motcua.casework.models import Paper, PaperKind, SignaturePurpose
from motcua.casework.operations.papers import TEMPLATE, keep_file, render_now
from motcua.casework.operations.pen import Pen, take_pen
from motcua.casework.operations.signature_marks import SEAL_SIDE, seal_mark, signer_mark
from motcua.casework.paperwork import api as paperwork
from motcua.casework.paperwork.api import FormSigning, SigningState
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.files import api as files
from motcua.files.api import Box, IdentityView, SignatureWish, SigningRefused
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import DomainError

MAX_BATCH: Final = 100
# A certificate that will not come back to life: nothing is gained by waiting.
_FOR_GOOD: Final = frozenset({"expired", "revoked", "no_certificate"})


@dataclass(frozen=True, slots=True)
class FormOutcome:
    paper_id: UUID
    is_done: bool
    message: str = ""


def render_later(event: PaperOrdered, at: datetime) -> None:
    """Consumer ``casework.render_paper``. A paper that has its file is left alone."""
    finish_paper(event.paper_id, by=SYSTEM, now=at)


def finish_paper(paper_id: UUID, *, by: Actor, now: datetime) -> Paper | None:
    """Draw the paper, signed where it is to be and can be without a PIN. It stays without a file
    while it waits for one."""
    with transaction.atomic():
        rows = Paper.objects.select_for_update(of=("self",)).select_related("case")
        paper = rows.filter(pk=paper_id).first()
        if paper is None or paper.file_id is not None or not paper.data:
            return paper
        waiting = _waiting(paper)
        if waiting is None:
            render_now(paper, by=by, now=now)
        else:
            _try(paper, waiting, Pen(), now=now)
    return paper


def require_file(paper: Paper, *, by: Actor, now: datetime) -> UUID:
    """The paper's file, for somebody who stands at the printer. Raises ``FormMoved`` while it waits
    for its signer's PIN."""
    done = paper if paper.file_id else finish_paper(paper.pk, by=by, now=now)
    if done is None or done.file_id is None:
        raise paperwork.FormMoved(
            _("Giấy này đang chờ ký số. Hãy ký trong mục Giấy chờ ký, hoặc chọn in và ký tay.")
        )
    return done.file_id


def sign_forms(
    *, paper_ids: Sequence[UUID], by: Actor, now: datetime, pin: str = ""
) -> list[FormOutcome]:
    """What waits for ``by``, each in its own transaction; the PIN is asked for once. Raises
    ``PinWrong``, ``SigningRefused``, ``LimitReached`` before anything is signed."""
    with take_pen(by=by, now=now, pin=pin) as pen:
        chosen = list(dict.fromkeys(paper_ids))[:MAX_BATCH]
        return [_sign_one(each, pen, by=by, now=now) for each in chosen]


def sign_by_hand(*, paper_id: UUID, by: Actor, now: datetime) -> UUID:
    """Give up the digital signature of a form: it is drawn with room to sign. Returns its file."""
    with transaction.atomic():
        paper = _locked(paper_id)
        require_case(by, paper.case)
        waiting = _waiting(paper)
        if waiting is None:
            raise paperwork.FormMoved(_("Giấy này không còn chờ ký số."))
        if waiting.signer_id != by.id:
            by.require(Permission.ISSUE)
        _give_up(paper, waiting, problem=_("Cán bộ chọn in và ký tay."), now=now)
        _record(paper, "paper.by_hand", by=by, now=now)
    assert paper.file_id is not None
    return paper.file_id


def try_again(*, now: datetime) -> int:
    """Forms whose signing failed for want of a service."""
    due = paperwork.due_again(now=now)
    for paper_id in due:
        finish_paper(paper_id, by=SYSTEM, now=now)
    return len(due)


def _sign_one(paper_id: UUID, pen: Pen, *, by: Actor, now: datetime) -> FormOutcome:
    try:
        with transaction.atomic():
            paper = _locked(paper_id)
            waiting = _waiting(paper)
            if waiting is None or waiting.signer_id != by.id:
                raise paperwork.FormMoved(_("Giấy này không còn chờ bạn ký."))
            _sign(paper, waiting, pen, now=now)
    except DomainError as error:
        return FormOutcome(paper_id, is_done=False, message=str(error.message))
    return FormOutcome(paper_id, is_done=True)


def _locked(paper_id: UUID) -> Paper:
    rows = Paper.objects.select_for_update(of=("self",)).select_related("case")
    paper = rows.filter(pk=paper_id).first()
    if paper is None:
        raise paperwork.FormMissing(_("Không tìm thấy giấy tờ này."))
    return paper


def _waiting(paper: Paper) -> FormSigning | None:
    return FormSigning.objects.filter(paper=paper, state=SigningState.WAITING).first()


def _try(paper: Paper, waiting: FormSigning, pen: Pen, *, now: datetime) -> None:
    """Whatever goes wrong, the paper waits or is for the hand; the worker is not to blame."""
    try:
        with transaction.atomic():
            _sign(paper, waiting, pen, now=now)
    except files.PinWrong:
        return
    except SigningRefused as error:
        if error.details.get("reason") in _FOR_GOOD:
            _give_up(paper, waiting, problem=str(error.message), now=now)
        else:
            paperwork.note_failed(waiting, problem=str(error.message), now=now)


def _give_up(paper: Paper, waiting: FormSigning, *, problem: str, now: datetime) -> None:
    paper.data = {**paper.data, "signed": False}
    paper.save(update_fields=["data"])
    paperwork.note_by_hand(waiting, problem=problem, now=now)
    render_now(paper, by=SYSTEM, now=now)


def _sign(paper: Paper, waiting: FormSigning, pen: Pen, *, now: datetime) -> None:
    data = paperwork.printable(paper.data)
    made = files.render_for_signing(TEMPLATE, data, made_at=paper.created_at)
    place = next(each for each in made.places if each["name"] == "leader")
    box = Box.from_layout(place)
    seal = _seal_of(paper, waiting, now=now)
    content, written = made.content, []
    if waiting.signer_id is not None and waiting.signed_by != "seal":
        own = _own(waiting, now=now)
        wish = _signer_wish(paper, waiting, box, pen, now=now)
        key = pen.key_of(own, now=now)
        content = files.sign_paper(content, [wish], key=key, now=now, archival=seal is None)
        written.append(
            _entry(SignaturePurpose.LEADER, own, waiting.signer_name, waiting.signer_title, now)
        )
    if seal is not None:
        wish = _seal_wish(box, seal, pen, alone=not written, now=now)
        key = pen.key_of(seal, now=now)
        content = files.sign_paper(content, [wish], key=key, now=now, archival=True)
        written.append(_entry(SignaturePurpose.SEAL, seal, seal.name, "", now))
    keep_file(paper, content, by=SYSTEM, now=now)
    paperwork.note_signed(waiting, written, now=now)
    _record(paper, "paper.signed", by=SYSTEM, now=now, signers=[each["name"] for each in written])


def _own(waiting: FormSigning, *, now: datetime) -> IdentityView:
    assert waiting.signer_id is not None
    found = files.identity_of(waiting.signer_id, now=now)
    if found is None:
        raise SigningRefused(_("Cán bộ không còn chứng thư số."), reason="no_certificate")
    files.check_usable(found)
    return found


def _seal_of(paper: Paper, waiting: FormSigning, *, now: datetime) -> IdentityView | None:
    if waiting.signed_by == "officer" and waiting.signer_id is not None:
        return None
    seal = files.seal_of(paper.agency_id, now=now)
    if seal is None and (waiting.signed_by == "seal" or waiting.signer_id is None):
        raise SigningRefused(_("Cơ quan không còn con dấu số."), reason="no_certificate")
    if seal is not None:
        files.check_usable(seal)
    return seal


def _signer_wish(
    paper: Paper, waiting: FormSigning, box: Box, pen: Pen, *, now: datetime
) -> SignatureWish:
    mark = signer_mark(
        size={"width": box.width, "height": box.height},
        title=waiting.signer_title,
        name=waiting.signer_name,
        organisation=waiting.organisation,
        authority=paper.data.get("authority", ()),
        now=now,
    )
    label = f"{waiting.signer_title} {waiting.signer_name}".strip()
    reason = str(PaperKind(paper.kind).label)
    return SignatureWish("CanBo", box, pen.picture(mark, now=now), label, reason=reason)


def _seal_wish(
    box: Box, seal: IdentityView, pen: Pen, *, alone: bool, now: datetime
) -> SignatureWish:
    """Over the left third of the signature, or in the middle where it stands alone."""
    left = box.left + (box.width - SEAL_SIDE) / 2 if alone else box.left - 18
    bottom = box.bottom + (4 if alone else 10)
    picture = pen.picture(seal_mark(seal.name, now=now), now=now)
    place = Box(box.page, left, bottom, SEAL_SIDE, SEAL_SIDE)
    return SignatureWish("ConDau", place, picture, _("Con dấu của cơ quan"))


def _entry(
    purpose: SignaturePurpose, identity: IdentityView, name: str, title: str, now: datetime
) -> dict[str, Any]:
    return {
        "purpose": str(purpose),
        "name": name,
        "title": title,
        "issuer": identity.issuer_name,
        "serial": identity.serial,
        "at": now.isoformat(),
    }


def _record(paper: Paper, action: str, *, by: Actor, now: datetime, **facts: Any) -> None:
    data = {"kind": paper.kind, "number": paper.number, **facts}
    audit.record(action=action, subject=paper.case.audit_subject, by=by, at=now, data=data)
