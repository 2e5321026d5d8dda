"""The store as its owner sees it: papers of their dossiers here, with what they noted on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.own_data_api import OwnPaper, PaperOrigin, own_papers
from motcua.estore.errors import PaperMissing, StoreClosed
from motcua.estore.models import PaperMark, StoreChoice
from motcua.files.api import CheckView, checks_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden

SOON: Final = timedelta(days=30)
Standing = Literal["valid", "soon", "expired", "revoked", "unchecked"]
SIGNATURES: Final[Mapping[str, Any]] = {
    "": gettext_lazy("Có chữ ký số, đang kiểm tra"),
    "valid": gettext_lazy("Chữ ký số hợp lệ"),
    "altered": gettext_lazy("Nội dung đã bị sửa sau khi ký số"),
    "unreadable": gettext_lazy("Không đọc được chữ ký số"),
    "revoked": gettext_lazy("Chứng thư ký số đã bị thu hồi"),
    "expired": gettext_lazy("Chứng thư ký số đã hết hạn khi ký"),
    "unknown_issuer": gettext_lazy("Chữ ký số của nơi chưa được công nhận"),
}


@dataclass(frozen=True, slots=True)
class PaperView:
    """``standing``: may it be used again, and for how long (``soon``: thirty days or less).

    ``signature`` in words, empty for a file that is not signed; ``issuer`` for results only.
    """

    id: UUID
    case_id: UUID
    number: str
    service_name: str
    origin: PaperOrigin
    component: str
    kind: str
    name: str
    file_name: str
    size: int
    sha256: str
    media_type: str
    issuer: str
    signer: str
    signature: str
    at: datetime
    expires_on: date | None
    days_left: int | None
    standing: Standing
    is_hidden: bool

    @property
    def is_result(self) -> bool:
        return self.origin == "result"

    @property
    def is_usable(self) -> bool:
        return self.standing in ("valid", "soon") and not self.is_hidden

    @property
    def title(self) -> str:
        return self.name or self.kind or self.file_name


def list_papers(*, by: Actor, now: datetime) -> list[PaperView]:
    """All of one citizen's, hidden ones too, the newest first. A fixed number of queries."""
    applicant_id = owner_of(by)
    found = own_papers(applicant_id)
    checks = checks_of([each.file.id for each in found])
    marks = {each.sha256: each for each in PaperMark.objects.filter(applicant_id=applicant_id)}
    today = localdate(now)
    return [
        _view(each, marks.get(each.file.sha256), checks.get(each.file.id), today)
        for each in found
        if not _is_deleted(each, marks.get(each.file.sha256))
    ]


def find_paper(file_id: UUID, *, by: Actor, now: datetime) -> PaperView:
    """Raises ``PaperMissing``, the same for another's and for none."""
    for each in list_papers(by=by, now=now):
        if each.id == file_id:
            return each
    raise PaperMissing(_("Không có giấy tờ này trong kho của ông/bà."))


def is_closed(*, by: Actor) -> bool:
    return StoreChoice.objects.filter(applicant_id=owner_of(by)).exists()


def require_open_store(*, by: Actor) -> None:
    """Raises ``StoreClosed``."""
    if is_closed(by=by):
        raise StoreClosed(_("Ông/bà đã tắt việc dùng lại giấy tờ. Có thể bật lại ở kho giấy tờ."))


def owner_of(by: Actor) -> UUID:
    """Only citizens have a store, and only their own; staff never look into one."""
    if by.kind != "applicant" or by.id is None:
        raise Forbidden(_("Chỉ chính người dân mới mở được kho giấy tờ của mình."))
    return by.id


def _is_deleted(paper: OwnPaper, mark: PaperMark | None) -> bool:
    return mark is not None and mark.deleted_at is not None and paper.at <= mark.deleted_at


def _view(
    paper: OwnPaper, mark: PaperMark | None, check: CheckView | None, today: date
) -> PaperView:
    expires_on = mark.expires_on if mark else None
    return PaperView(
        id=paper.file.id,
        case_id=paper.case_id,
        number=paper.number,
        service_name=paper.service_name,
        origin=paper.origin,
        component=paper.component,
        kind=paper.kind,
        name=mark.noted.get("name", "") if mark else "",
        file_name=paper.file.name,
        size=paper.file.size,
        sha256=paper.file.sha256,
        media_type=paper.file.media_type,
        issuer=paper.issuer,
        signer=paper.signer,
        signature=str(SIGNATURES.get(check.outcome, "")) if check else "",
        at=paper.at,
        expires_on=expires_on,
        days_left=(expires_on - today).days if expires_on else None,
        standing=_standing(paper, expires_on, today),
        is_hidden=mark is not None and mark.hidden_at is not None,
    )


def _standing(paper: OwnPaper, expires_on: date | None, today: date) -> Standing:
    if paper.is_revoked:
        return "revoked"
    if not paper.file.may_open:
        return "unchecked"
    if expires_on is None:
        return "valid"
    if expires_on < today:
        return "expired"
    return "soon" if expires_on - today <= SOON else "valid"
