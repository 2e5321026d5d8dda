"""What a citizen notes on a paper of theirs. The dossier and its file stay as they are."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.estore.errors import MarkInvalid, PaperKept
from motcua.estore.models import PaperMark, StoreChoice
from motcua.estore.queries.papers import PaperView, find_paper, owner_of
from motcua.kernel import audit
from motcua.kernel.actors import Actor

LONGEST_NAME: Final = 120
_FIRST_YEAR, _LAST_YEAR = 1950, 2200


def note_paper(
    *, file_id: UUID, name: str, expires_on: date | None, by: Actor, now: datetime
) -> None:
    """What the owner calls it, and until when it is valid. Raises ``PaperMissing``,
    ``MarkInvalid``."""
    words = " ".join(name.replace("\x00", "").split())
    if len(words) > LONGEST_NAME:
        raise MarkInvalid(_("Tên dài nhất 120 ký tự."), field="name")
    if expires_on is not None and not _FIRST_YEAR <= expires_on.year <= _LAST_YEAR:
        raise MarkInvalid(_("Năm hết hạn chưa đúng."), field="expires_on")
    with transaction.atomic():
        row = _mark(find_paper(file_id, by=by, now=now), by, now)
        row.noted, row.expires_on = {"name": words} if words else {}, expires_on
        row.save()


def hide_paper(*, file_id: UUID, by: Actor, now: datetime) -> None:
    """Not offered and out of the way, until it is shown again."""
    with transaction.atomic():
        row = _mark(find_paper(file_id, by=by, now=now), by, now)
        row.hidden_at = row.hidden_at or now
        row.save()


def show_paper(*, file_id: UUID, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        row = _mark(find_paper(file_id, by=by, now=now), by, now)
        row.hidden_at = None
        row.save()


def delete_paper(*, file_id: UUID, by: Actor, now: datetime) -> None:
    """Out of the store for good. The dossier it was sent with keeps it: it is evidence there, for
    as long as the law keeps the dossier. Raises ``PaperKept`` for a result."""
    with transaction.atomic():
        paper = find_paper(file_id, by=by, now=now)
        if paper.is_result:
            raise PaperKept(_("Kết quả do cơ quan cấp thì chỉ ẩn được, không xóa được."))
        row = _mark(paper, by, now)
        row.noted, row.expires_on, row.hidden_at, row.deleted_at = {}, None, None, now
        row.save()
        audit.record(
            action="case.paper_left_store",
            subject=f"case-reads:{paper.case_id}",
            by=by,
            at=now,
            data={"sha256": paper.sha256},
        )


def close_store(*, applicant_id: UUID, now: datetime) -> bool:
    """Nothing is offered again; returns whether that is new. For the owner, and for the office
    when the owner withdraws their consent or has processing restricted."""
    _row, is_new = StoreChoice.objects.get_or_create(
        applicant_id=applicant_id, defaults={"closed_at": now}
    )
    return is_new


def open_store(*, by: Actor) -> None:
    StoreChoice.objects.filter(applicant_id=owner_of(by)).delete()


def empty_store(*, by: Actor, now: datetime) -> int:
    """Delete every own upload from the store; returns how many. Results stay."""
    from motcua.estore.queries.papers import list_papers

    found = [each for each in list_papers(by=by, now=now) if not each.is_result]
    for each in found:
        delete_paper(file_id=each.id, by=by, now=now)
    return len(found)


def _mark(paper: PaperView, by: Actor, now: datetime) -> PaperMark:
    """The row, locked; two requests at once make one."""
    known = {"case_id": paper.case_id, "noted": {}, "updated_at": now}
    which = {"applicant_id": owner_of(by), "sha256": paper.sha256}
    PaperMark.objects.get_or_create(**which, defaults=known)
    row = PaperMark.objects.select_for_update().get(**which)
    row.updated_at, row.deleted_at = now, None
    return row
