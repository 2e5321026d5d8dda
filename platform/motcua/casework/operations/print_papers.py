"""Paper for the hand: several dossiers' papers as one PDF, registers and lists on demand.

Lists are not papers of a dossier: they are drawn when asked for, kept nowhere, and whoever takes
one is noted in the audit chain ``books``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.errors import BatchTooLarge, CaseMissing
from motcua.casework.models import Case, Paper, PaperKind
from motcua.casework.operations.fee_orders import subjects_of
from motcua.casework.operations.paper_facts import agency_name
from motcua.casework.operations.papers import TEMPLATE
from motcua.casework.operations.sign_forms import finish_paper
from motcua.casework.papers import books
from motcua.casework.papers.head import head_of
from motcua.casework.papers.layout import Sheet
from motcua.casework.papers.moments import hour_and_day
from motcua.casework.paperwork import api as paperwork
from motcua.casework.permissions import Permission
from motcua.casework.queries.books import book_rows, list_cases_by_id, number_rows
from motcua.files import api as files
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.kernel.money import Money
from motcua.payments import api as payments

MAX_CASES: Final = 200
AUDIT: Final = "books"
_VI: Final = "vi"
METHODS: Final = {"cash": "tiền mặt", "transfer": "chuyển khoản", "online": "trực tuyến"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """``missing``: codes of dossiers that have no such paper, or that one may not read."""

    content: bytes
    count: int
    missing: tuple[str, ...]


def print_papers(
    *, case_ids: Sequence[UUID], kinds: Collection[PaperKind], by: Actor, now: datetime
) -> Bundle:
    """The newest paper of each kind of each dossier as one PDF, in the order of the dossiers; what
    the worker has not typeset yet is typeset now. Raises ``CaseMissing`` when nothing is left.
    """
    # Most programs never open a PDF, and reading it takes a fiftieth of their start.
    from pypdf import PdfReader, PdfWriter

    by.require(Permission.READ)
    if len(case_ids) > MAX_CASES:
        raise BatchTooLarge(_("Mỗi lần in nhiều nhất %(n)d hồ sơ.") % {"n": MAX_CASES})
    cases = list_cases_by_id(case_ids, by=by)
    writer, count, missing = PdfWriter(), 0, []
    for case in cases:
        papers = _newest(case, kinds, by=by, now=now)
        papers = [each for each in papers if each.file_id]
        if not papers:
            missing.append(case.code or case.reference)
        for paper in papers:
            with files.open_file(_file_of(paper)) as stream:
                writer.append(PdfReader(BytesIO(stream.read())), import_outline=False)
            count += 1
    if not count:
        raise CaseMissing(_("Các hồ sơ đã chọn chưa có giấy tờ này."))
    made = BytesIO()
    writer.write(made)
    return Bundle(made.getvalue(), count, tuple(missing))


def print_register_book(
    *, since: date, until: date, agency_id: UUID | None, by: Actor, now: datetime
) -> bytes:
    """Form 07 of a period."""
    rows = book_rows(since=since, until=until, by=by, agency_id=agency_id)
    sheet = books.register_book(head_of_book(agency_id, by, now), rows, since=since, until=until)
    return draw_book(sheet, "register_07", by=by, now=now)


def print_number_book(
    *, kind: PaperKind, year: int, agency_id: UUID | None, by: Actor, now: datetime
) -> bytes:
    rows = [row.cells() for row in number_rows(kind=kind, year=year, agency_id=agency_id, by=by)]
    name = str(PaperKind(kind).label)
    sheet = books.number_book(head_of_book(agency_id, by, now), rows, year=year, name=name)
    return draw_book(sheet, "numbers", by=by, now=now)


def print_hand_over(*, case_ids: Sequence[UUID], receiver: str, by: Actor, now: datetime) -> bytes:
    """The list that goes with dossiers or results to a unit or to the post."""
    cases = _some(case_ids, by)
    rows = [
        [str(index), _number(case), pick(case.service_name, _VI), case.owner_name, "", ""]
        for index, case in enumerate(cases, start=1)
    ]
    head = head_of_book(cases[0].receiving_agency_id, by, now)
    sheet = books.hand_over_list(head, rows, receiver=receiver.strip()[:200])
    return draw_book(sheet, "hand_over", by=by, now=now)


def print_combined_receipt(*, case_ids: Sequence[UUID], by: Actor, now: datetime) -> bytes:
    """One receipt for several dossiers; all must be of one submitter."""
    cases = [case for case in _some(case_ids, by) if case.received_at and case.due_at]
    names = {case.submitter_name for case in cases}
    if len(names) != 1:
        raise CaseMissing(_("Hãy chọn các hồ sơ đã tiếp nhận của cùng một người nộp."))
    rows = [
        [
            str(index),
            _number(case),
            pick(case.service_name, _VI),
            hour_and_day(case.received_at) if case.received_at else "",
            hour_and_day(case.due_at) if case.due_at else "",
        ]
        for index, case in enumerate(cases, start=1)
    ]
    head = head_of_book(cases[0].receiving_agency_id, by, now)
    sheet = books.combined_receipt(head, rows, submitter=names.pop())
    return draw_book(sheet, "combined_receipt", by=by, now=now)


def print_fee_receipt(*, case_id: UUID, by: Actor, now: datetime) -> bytes:
    """Raises ``CaseMissing`` when nothing was paid for the dossier."""
    [case] = _some([case_id], by)
    subjects = [f"draft:{case.draft_id}", *subjects_of(case)]
    for order in payments.find_orders(subjects).values():
        receipt = payments.find_receipt(order.id) if order.is_paid else None
        if receipt is not None:
            facts = books.FeeFacts(
                number=receipt.number,
                code=_number(case),
                procedure=pick(case.service_name, _VI),
                payer=receipt.payer_name,
                method=METHODS.get(receipt.method, receipt.method),
                paid_at=hour_and_day(receipt.issued_at),
                lines=tuple(
                    (line.name, Money(line.amount, receipt.total.currency))
                    for line in receipt.lines
                ),
                total=receipt.total,
            )
            head = head_of_book(case.receiving_agency_id, by, now)
            return draw_book(books.fee_receipt(head, facts), "fee_receipt", by=by, now=now)
    raise CaseMissing(_("Hồ sơ này chưa có khoản phí nào được nộp."))


def _some(case_ids: Sequence[UUID], by: Actor) -> list[Case]:
    by.require(Permission.READ)
    if len(case_ids) > MAX_CASES:
        raise BatchTooLarge(_("Mỗi lần in nhiều nhất %(n)d hồ sơ.") % {"n": MAX_CASES})
    cases = list_cases_by_id(case_ids, by=by)
    if not cases:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    return cases


def _newest(case: Case, kinds: Collection[PaperKind], *, by: Actor, now: datetime) -> list[Paper]:
    found: dict[str, Paper] = {}
    for paper in Paper.objects.filter(case=case, kind__in=kinds).order_by("created_at", "id"):
        found[paper.kind] = paper
    return [_typeset(found[kind], by=by, now=now) for kind in kinds if kind in found]


def _typeset(paper: Paper, *, by: Actor, now: datetime) -> Paper:
    if paper.file_id is None:
        paper = finish_paper(paper.pk, by=by, now=now) or paper
    return paper


def _file_of(paper: Paper) -> UUID:
    if paper.file_id is None:
        raise CaseMissing(_("Giấy tờ này không còn."))
    return paper.file_id


def head_of_book(agency_id: UUID | None, by: Actor, now: datetime) -> books.BookHead:
    design = paperwork.design_of(agency_id)
    head = head_of(
        design, unit=agency_name(agency_id), number="", officer=by.name, phone="", now=now
    )
    return books.BookHead(
        agency=head.agency,
        place_date=head.place_date,
        portal=head.portal,
        by=by.name,
        emblem=design.emblem,
    )


def draw_book(sheet: Sheet, book: str, *, by: Actor, now: datetime) -> bytes:
    content = files.render_pdf(TEMPLATE, paperwork.printable(sheet.as_data()), made_at=now)
    audit.record(action="books.printed", subject=AUDIT, by=by, at=now, data={"book": book})
    return content


def _number(case: Case) -> str:
    return case.code or case.reference
