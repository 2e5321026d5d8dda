"""Files of lists and tables: what is read, and what is refused for which reason."""

import io
import zipfile

import openpyxl
import pytest

from motcua.catalogue.domain.reference_files import MAX_ROWS, ReadTable, read_reference
from motcua.catalogue.importers.base import ImportRefused

CSV = "Mã;Tên;Tên tiếng Anh;Từ ngày;Đến ngày;Phí;Địa chỉ\n"


def read(text: str) -> ReadTable:
    return read_reference(text.encode(), "bang.csv")


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_table_with_all_its_columns() -> None:
    found = read(CSV + "a1;Phòng Một;Office One;01/07/2025;31/12/2026;12,5;1 phố Huế\n")
    assert found.faults == []
    assert [column["key"] for column in found.columns] == ["phi", "dia_chi"]
    assert [column["kind"] for column in found.columns] == ["number", "text"]
    label = {"vi": "Phòng Một", "en": "Office One"}
    cells = {"phi": 12.5, "dia_chi": "1 phố Huế"}
    assert found.rows == [["a1", label, "2025-07-01", "2026-12-31", cells]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_found(delimiter: str) -> None:
    found = read(delimiter.join(["Mã", "Tên"]) + "\n" + delimiter.join(["01", "Kinh"]) + "\n")
    assert found.rows == [["01", {"vi": "Kinh"}, None, None, {}]]


def test_codes_keep_their_zero() -> None:
    found = read("ma,ten,ma buu chinh\n01,A,0100\n02,B,0200\n")
    assert found.columns[0]["kind"] == "text"
    assert found.rows[0][4] == {"ma_buu_chinh": "0100"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("=1+1;A;;;;;", "Mã"),
        ("a;=HYPERLINK();;;;;", "Tên"),
        ("a;@SUM(A1);;;;;", "Tên"),
        ("a;A;;;;;-cmd|'/c calc'!A0", "Địa chỉ"),
        ("a;A;;;;;+84x", "Địa chỉ"),
        ("a;A\u202eB;;;;;", "Tên"),
        (";A;;;;;", "Mã"),
        ("a;;;;;;", "Tên"),
        ("a;A;;31/02/2026;;;", "Từ ngày"),
        ("a;A;;02/01/2026;01/01/2026;;", "Đến ngày"),
        (f"a;{'x' * 501};;;;;", "Tên"),
        (f"{'x' * 65};A;;;;;", "Mã"),
    ],
)
def test_a_faulty_cell_is_named(row: str, column: str) -> None:
    found = read(CSV + row + "\n")
    assert found.rows == []
    assert next((fault.line, fault.column) for fault in found.faults) == (2, column)


def test_a_phone_number_and_a_negative_number_are_no_formulas() -> None:
    found = read("ma;ten;dt;so\na;A;+84 912 345 678;-5\n")
    assert found.faults == []
    assert found.rows[0][4] == {"dt": "+84 912 345 678", "so": -5}


def test_a_code_twice_is_named_with_both_lines() -> None:
    found = read("ma;ten\na;A\nb;B\na;C\n")
    assert [(fault.line, "dòng 2" in fault.message) for fault in found.faults] == [(4, True)]


def test_a_workbook_reads_like_text() -> None:
    content = workbook(["Mã", "Tên", "Số giường"], ["H01", "Bệnh viện A", 1250])
    found = read_reference(content, "bang.xlsx")
    assert found.rows == [["H01", {"vi": "Bệnh viện A"}, None, None, {"so_giuong": 1250}]]


def test_a_formula_in_a_workbook_is_a_fault() -> None:
    found = read_reference(workbook(["Mã", "Tên"], ["a", "=1+1"]), "bang.xlsx")
    assert [fault.line for fault in found.faults][:1] == [2]


def refused(content: bytes, name: str = "bang.csv") -> str:
    with pytest.raises(ImportRefused) as caught:
        read_reference(content, name)
    return caught.value.reason


def bomb() -> bytes:
    """A workbook whose sheet unpacks to 90 MB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as part:
            for _ in range(90):
                part.write(b" " * 1_000_000)
    return stream.getvalue()


def entities() -> bytes:
    evil = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        "<workbook>&b;</workbook>"
    )
    stream = io.BytesIO()
    sound = io.BytesIO(workbook(["Mã", "Tên"], ["a", "A"]))
    with zipfile.ZipFile(sound) as good, zipfile.ZipFile(stream, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, evil if name == "xl/workbook.xml" else good.read(name))
    return stream.getvalue()


def test_hostile_files_are_refused_with_their_reason() -> None:
    assert refused(b"") == "empty"
    assert refused(b"ma;ten\n") == "empty"
    assert refused(b"ma;ghi chu\na;b\n") == "no_column"
    assert refused(b"x" * 5_000_001) == "too_large"
    assert refused(b"ma;ten\n\xff\xfe\xfa;x\n") == "encoding"
    assert refused(b"ma;ten\na\x00;b\n") == "nul_bytes"
    assert refused(b'ma;ten\n"a;b\n') == "broken"
    assert refused(b"%PDF-1.7 ma;ten") == "wrong_kind"
    assert refused(b"\xd0\xcf\x11\xe0" + b"0" * 100, "bang.xls") == "old_or_encrypted"
    assert refused(bomb(), "bang.xlsx") == "zip_bomb"
    assert refused(entities(), "bang.xlsx") == "xml_entities"
    assert refused(workbook(["Mã", "Tên"], ["a", "A"])[:-30], "bang.xlsx") in ("polyglot", "broken")
    many = "ma;ten\n" + "".join(f"{at};A\n" for at in range(MAX_ROWS + 1))
    assert refused(many.encode()) == "too_many_parts"
    wide = ";".join(["ma", "ten", *(f"cot {at}" for at in range(40))])
    assert refused(f"{wide}\na;A\n".encode()) == "too_many_parts"


def test_twenty_thousand_rows_are_read() -> None:
    body = "".join(f"c{at};Mục {at}\n" for at in range(MAX_ROWS))
    assert len(read("ma;ten\n" + body).rows) == MAX_ROWS
