"""Rows of registers: what form 07, the register of numbers and lists tell of each dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.domain.states import STATE_NAMES
from motcua.casework.errors import BatchTooLarge
from motcua.casework.models import Case, CaseErasure, IssuedOutput, Paper, PaperKind
from motcua.casework.papers.moments import short_day
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import readable_by
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick

MAX_ROWS: Final = 3_000
_VI: Final = "vi"


def book_rows(
    *, since: date, until: date, by: Actor, agency_id: UUID | None = None
) -> list[list[str]]:
    """Form 07 of the dossiers received from ``since`` to ``until``, both included, that ``by`` may
    read. Raises ``BatchTooLarge`` beyond 3,000: choose a shorter period."""
    found = _book_cases(since=since, until=until, by=by, agency_id=agency_id)
    cases = list(found.order_by("received_at", "id")[: MAX_ROWS + 1])
    if len(cases) > MAX_ROWS:
        raise BatchTooLarge(_("Sổ có quá nhiều hồ sơ. Hãy chọn khoảng thời gian ngắn hơn."))
    return [_book_row(index, case) for index, case in enumerate(cases, start=1)]


def book_case_ids(
    *, since: date, until: date, by: Actor, agency_id: UUID | None = None
) -> list[UUID]:
    """The dossiers ``book_rows`` tells of, for the record of who read them."""
    found = _book_cases(since=since, until=until, by=by, agency_id=agency_id)
    return list(found.values_list("pk", flat=True)[:MAX_ROWS])


def _book_cases(*, since: date, until: date, by: Actor, agency_id: UUID | None) -> QuerySet[Case]:
    by.require(Permission.READ)
    found = Case.objects.filter(
        readable_by(by), received_at__gte=_start(since), received_at__lt=_start(until, days=1)
    )
    return found if agency_id is None else found.filter(receiving_agency_id=agency_id)


def _book_row(index: int, case: Case) -> list[str]:
    owner = (case.parties or {}).get("owner", {})
    contact = ", ".join(filter(None, [owner.get("address", ""), owner.get("phone", "")]))
    returned = short_day(case.returned_at) if case.returned_at else ""
    return [
        str(index),
        case.code or case.reference,
        pick(case.service_name, _VI),
        case.owner_name,
        contact,
        f"{_moment(case.received_at)}\n{_moment(case.due_at)}",
        case.holder_agency_name,
        str(STATE_NAMES[case.state]),
        f"{returned} {case.receiver_name if returned else ''}".strip(),
        _("trễ hạn") if _is_late(case) else "",
    ]


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of a register. ``note`` explains a number that stands for no valid paper."""

    number: int
    issued_at: datetime | None
    title: str
    code: str
    owner_name: str
    signer_name: str
    note: str

    def cells(self) -> list[str]:
        day = short_day(self.issued_at) if self.issued_at else ""
        return [
            f"{self.number:02d}", day, self.title, self.code, self.owner_name, self.signer_name,
            self.note,
        ]  # fmt: skip


def number_rows(
    *, kind: PaperKind, year: int, agency_id: UUID | None, by: Actor
) -> list[NumberRow]:
    """Every number of a unit's register in a year, without holes: a number whose paper is no longer
    here says why. Raises ``BatchTooLarge``."""
    by.require(Permission.READ)
    papers = Paper.objects.filter(
        kind=kind, agency_id=agency_id, number__endswith=f"/{year}"
    ).select_related("case")
    rows = {_running(paper.number): paper for paper in papers.defer("data")[: MAX_ROWS + 1]}
    if len(rows) > MAX_ROWS:
        raise BatchTooLarge(_("Sổ có quá nhiều số. Hãy xuất từng loại giấy tờ."))
    outputs = {
        each.paper_id: each
        for each in IssuedOutput.objects.filter(paper__in=[paper.pk for paper in rows.values()])
    }
    erased = set(
        CaseErasure.objects.filter(case__in=[p.case_id for p in rows.values()]).values_list(
            "case_id", flat=True
        )
    )
    return [
        _number_row(number, rows.get(number), outputs, erased)
        for number in range(1, max(rows, default=0) + 1)
    ]


def _number_row(
    number: int, paper: Paper | None, outputs: dict[UUID, IssuedOutput], erased: set[UUID]
) -> NumberRow:
    if paper is None:
        return NumberRow(number, None, "", "", "", "", _("Số không có giấy tờ, cần giải trình"))
    output = outputs.get(paper.pk)
    note = ""
    if output is not None and output.revoked_at is not None:
        words = _("Thu hồi ngày %(day)s: %(reason)s")
        note = words % {"day": short_day(output.revoked_at), "reason": output.revoked_reason}
    if paper.case_id in erased:
        note = _("Hồ sơ đã hủy khi hết thời hạn lưu trữ")
    return NumberRow(
        number=number,
        issued_at=paper.created_at,
        title=output.title if output else str(PaperKind(paper.kind).label),
        code=paper.case.code or paper.case.reference,
        owner_name=paper.case.owner_name,
        signer_name=output.signer_name if output else "",
        note=note,
    )


def list_cases_by_id(case_ids: Sequence[UUID], *, by: Actor) -> list[Case]:
    """Those ``by`` may read, in the order given."""
    found = {case.pk: case for case in Case.objects.filter(readable_by(by), pk__in=case_ids)}
    return [found[each] for each in dict.fromkeys(case_ids) if each in found]


def _running(number: str) -> int:
    return int(number.partition("/")[0])


def _is_late(case: Case) -> bool:
    return bool(case.due_at and case.finished_at and case.finished_at > case.due_at)


def _start(day: date, *, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}" if moment else ""
