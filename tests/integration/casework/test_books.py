"""Registers, lists and bulk print."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from motcua.casework import api
from motcua.casework.models import Paper
from motcua.kernel.errors import DomainError


def words_of(content):
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_registers_lists_and_bulk_print(office):
    first, second = office.received(), office.issued()
    day = date(2026, 6, 15)
    rows = api.book_rows(since=day, until=day, by=office.receptionist)
    assert [row[1] for row in rows] == [first.code, second.code]
    assert api.book_rows(since=day + timedelta(days=1), until=day, by=office.receptionist) == []
    book = api.print_register_book(
        since=day, until=day, agency_id=office.agency.id, by=office.receptionist, now=office.now
    )
    words = words_of(book)
    assert "SỔ THEO DÕI HỒ SƠ" in words
    assert first.code in words.replace(" ", "")
    page = PdfReader(BytesIO(book)).pages[0].mediabox
    assert page.width > page.height
    # What the worker has not typeset yet is typeset now.
    assert Paper.objects.get(case=second, kind="receipt_01").file_id is None
    made = api.print_papers(
        case_ids=[first.pk, second.pk, office.agency.id],
        kinds=[api.PaperKind.RECEIPT],
        by=office.receptionist,
        now=office.now,
    )
    assert (made.count, len(PdfReader(BytesIO(made.content)).pages)) == (2, 2)
    combined = words_of(
        api.print_combined_receipt(
            case_ids=[first.pk, second.pk], by=office.receptionist, now=office.now
        )
    )
    assert "GIẤY TIẾP NHẬN CHUNG NHIỀU HỒ SƠ" in combined
    listed = words_of(
        api.print_hand_over(
            case_ids=[second.pk], receiver="Bưu điện", by=office.receptionist, now=office.now
        )
    )
    assert "Bên nhận: Bưu điện" in listed
    with pytest.raises(DomainError):
        api.print_fee_receipt(case_id=first.pk, by=office.receptionist, now=office.now)


def test_every_number_of_a_register_is_explained(office):
    first, second = office.issued(), office.issued()
    api.replace_result(case_id=first.pk, reason="Sai tên", by=office.leader, now=office.now)
    rows = api.number_rows(
        kind=api.PaperKind.RESULT, year=2026, agency_id=office.agency.id, by=office.clerk
    )
    assert [(row.number, row.code) for row in rows] == [
        (1, first.code),
        (2, second.code),
        (3, first.code),
    ]
    assert "Sai tên" in rows[0].note
    assert rows[2].note == ""
    Paper.objects.filter(number="02/2026", kind="result").update(number="09/2026")
    rows = api.number_rows(
        kind=api.PaperKind.RESULT, year=2026, agency_id=office.agency.id, by=office.clerk
    )
    assert "giải trình" in rows[1].note
    words = words_of(
        api.print_number_book(
            kind=api.PaperKind.RESULT,
            year=2026,
            agency_id=office.agency.id,
            by=office.clerk,
            now=office.now,
        )
    )
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in words
