"""A citizen sends a petition, and adds to it when asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.api import AgencyMissing, get_agency
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_reference, new_secret
from motcua.kernel.limits import check_limit
from motcua.petitions.domain.states import Kind, State
from motcua.petitions.errors import PetitionInvalid
from motcua.petitions.models import Petition
from motcua.petitions.operations.moving import move
from motcua.petitions.operations.telling import tell_sender

PER_NETWORK: Final = 10
PER_TENANT: Final = 2_000
_DAY: Final = timedelta(days=1)
LONGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed. ``agency_id``: whom it is about; ``about``: a dossier's code."""

    kind: str
    title: str
    text: str
    name: str = ""
    email: str = ""
    phone: str = ""
    about: str = ""
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    id: UUID
    code: str
    secret: str
    due_at: datetime | None


def send_petition(*, wish: Wish, client: str, by: Actor, now: datetime) -> Sent:
    """Keep it and start the clock. Raises ``PetitionInvalid`` with the field; ten a day from one
    network, two thousand a day in all: ``LimitReached``."""
    _check(wish)
    check_limit(name="petition", subject=client, allowed=PER_NETWORK, per=_DAY, now=now)
    check_limit(name="petitions", subject="all", allowed=PER_TENANT, per=_DAY, now=now)
    words = ("title", "text", "name", "email", "phone")
    row = Petition(
        code=new_reference("PA"),
        secret=new_secret(length=8),
        kind=wish.kind,
        content={each: getattr(wish, each).strip() for each in words},
        applicant_id=by.id if by.kind == "applicant" else None,
        about=wish.about.strip()[:60],
        agency_id=wish.agency_id,
        agency_name=_agency_name(wish.agency_id)[:300],
        received_at=now,
    )
    with transaction.atomic():
        move(row, State.NEW, by=by, now=now, action="petition.sent")
        tell_sender(row, "petition_received", now=now)
    return Sent(row.pk, row.code, row.secret, row.due_at)


def add_to_petition(*, code: str, secret: str, text: str, client: str, now: datetime) -> None:
    """What the office asked for; the petition goes back to be accepted, with a new term."""
    from motcua.petitions.queries.petitions import find_tracked

    if not 3 <= len(text.strip()) <= LONGEST:
        raise PetitionInvalid(_("Viết từ 3 đến 5.000 ký tự."), field="text")
    row = find_tracked(code, secret, client=client, now=now)
    with transaction.atomic():
        row = Petition.objects.select_for_update().get(pk=row.pk)
        row.content = {**row.content, "more": [*row.content.get("more", []), text.strip()][-5:]}
        sender = Actor(kind="anonymous", id=None, name=row.content.get("name", ""))
        move(row, State.NEW, by=sender, now=now, action="petition.added")


def _check(wish: Wish) -> None:
    if wish.kind not in Kind.values:
        raise PetitionInvalid(_("Chọn phản ánh hay kiến nghị."), field="kind")
    if not 5 <= len(wish.title.strip()) <= 200:
        raise PetitionInvalid(_("Viết tiêu đề từ 5 đến 200 ký tự."), field="title")
    if not 10 <= len(wish.text.strip()) <= LONGEST:
        raise PetitionInvalid(_("Viết nội dung từ 10 đến 5.000 ký tự."), field="text")
    if not wish.name.strip() or len(wish.name) > 200:
        raise PetitionInvalid(_("Ghi họ tên người gửi."), field="name")
    if not (wish.email.strip() or wish.phone.strip()):
        raise PetitionInvalid(
            _("Ghi thư điện tử hoặc số điện thoại để cơ quan trả lời."), field="email"
        )


def _agency_name(agency_id: UUID | None) -> str:
    if agency_id is None:
        return ""
    try:
        return get_agency(agency_id).name
    except AgencyMissing:
        raise PetitionInvalid(_("Chọn đơn vị trong danh sách."), field="agency") from None
