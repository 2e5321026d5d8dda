"""Files of banks and gateways: read strictly, refused by line, never guessed."""

from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from motcua.payments.errors import StatementRefused
from motcua.payments.statements import read_statement
from motcua.payments.statements.lines import amount_of, day_of

MT940 = b"""{1:F01}{4:
:20:STMT
:25:0123456789
:28C:1/1
:60F:C260614VND1000000,
:61:2606150615C16000,NTRFNONREF//FT26166001
:86:TTABCDEFGH2345
CHUYEN TIEN
:61:260615D22000,00NMSCPHI//FT26166002
:61:260615RC500,NTRFX
:62F:C260615VND993500,
-}"""
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Ntry><Amt Ccy="VND">16000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-06-15</Dt></BookgDt>
<AcctSvcrRef>FT1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Lê Văn A</Nm></Pty></Dbtr>
</RltdPties><RmtInf><Ustrd>TTABCDEFGH2345</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="VND">22000</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><DtTm>2026-06-15T09:00:00</DtTm>
</BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>"""


def seen(content):
    return [
        (line.day, line.amount, line.number, line.memo) for line in read_statement(content).lines
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("16000", 16000),
        ("16.000", 16000),
        ("16,000", 16000),
        ("1.600.000", 1600000),
        ("16.000,00", 16000),
        ("16,000.00", 16000),
        ("16000.0", 16000),
        ("+16.000 VND", 16000),
        ("16.000 đ", 16000),
        ("-16000", -16000),
        ("(16.000)", -16000),
    ],
)
def test_amounts_as_banks_write_them(text, amount):
    assert amount_of(text, line=1) == amount


@pytest.mark.parametrize(
    "text",
    ["", "x", "16.5", "1.6000", "16,000,00", "1.60.000", "16.000 USD", "१६", "9" * 20, "1e5"],
)
def test_what_could_mean_two_things_is_refused(text):
    with pytest.raises(StatementRefused):
        amount_of(text, line=7)


@given(st.integers(0, 10**12))
def test_every_amount_is_read_back_from_every_notation(amount):
    dotted = f"{amount:,}".replace(",", ".")
    for text in (
        str(amount),
        f"{amount:,}",
        dotted,
        f"{dotted},00",
        f"{amount:,}.00",
        f"{dotted} đ",
    ):
        assert amount_of(text, line=1) == amount


def test_days_as_banks_write_them():
    wanted = date(2026, 6, 15)
    for text in ("15/06/2026", "15-06-2026 08:00:01", "2026-06-15T08:00", "20260615080000"):
        assert day_of(text, line=1) == wanted
    for text in ("", "31/02/2026", "06/15/2026", "hôm nay"):
        with pytest.raises(StatementRefused):
            day_of(text, line=1)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_table_is_found_below_its_letterhead(mark, comma):
    rows = [
        ["NGÂN HÀNG", "", "", ""],
        ["Ngày GD", "Số bút toán", "Số tiền ghi có", "Diễn giải"],
        ["15/06/2026", "FT1", "16.000", "TT ABC"],
        ["15/06/2026", "FT2", "", "không có tiền"],
        ["Tổng cộng", "", "16.000", ""],
    ]
    content = mark + "\n".join(comma.join(row) for row in rows).encode()
    assert seen(content) == [(date(2026, 6, 15), 16000, "FT1", "TT ABC")]


def workbook(*rows, epoch=WINDOWS_EPOCH):
    book = Workbook()
    book.epoch = epoch
    for row in (["Ngày", "Số tiền", "Nội dung"], *rows):
        book.active.append(row)
    spool = BytesIO()
    book.save(spool)
    return spool.getvalue()


def test_days_of_a_workbook_that_counts_from_1904():
    content = workbook([date(2026, 6, 15), 16000, "TTABC"], epoch=MAC_EPOCH)
    assert seen(content) == [(date(2026, 6, 15), 16000, "", "TTABC")]


@pytest.mark.parametrize("amount", [16.123, 10**15, 1e300])
def test_a_figure_of_a_workbook_is_never_read_as_a_grouped_one(amount):
    with pytest.raises(StatementRefused, match="không đọc được"):
        read_statement(workbook([date(2026, 6, 15), amount, "TTABC"]))


def test_a_workbook_that_swells_is_refused_before_it_is_read():
    content = BytesIO(workbook([date(2026, 6, 15), 16000, "TTABC"]))
    with ZipFile(content, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 41_000_000)
    with pytest.raises(StatementRefused, match="quá lớn"):
        read_statement(content.getvalue())


def test_a_workbook_with_real_dates_and_numbers():
    book = Workbook()
    sheet = book.active
    sheet.append(["Ngày", "Ghi nợ", "Ghi có", "Số CT", "Nội dung"])
    sheet.append(
        [
            datetime(2026, 6, 15, 8),  # noqa: DTZ001 -- as Excel holds it
            None,
            16000.0,
            123456.0,
            "TTABC",
        ]
    )
    sheet.append([date(2026, 6, 16), 500, None, "X", "phí"])
    spool = BytesIO()
    book.save(spool)
    assert seen(spool.getvalue()) == [
        (date(2026, 6, 15), 16000, "123456", "TTABC"),
        (date(2026, 6, 16), -500, "X", "phí"),
    ]


def test_mt940_and_camt_of_the_same_day():
    first, fee, back = seen(MT940)
    assert first == (
        date(2026, 6, 15),
        16000,
        "FT26166001",
        "TTABCDEFGH2345CHUYEN TIEN",
    )
    assert (fee[1], back[1]) == (-22000, -500)
    parsed = read_statement(CAMT.encode())
    assert (parsed.format, parsed.lines[0].payer) == ("camt", "Lê Văn A")
    assert seen(CAMT.encode()) == [
        (date(2026, 6, 15), 16000, "FT1", "TTABCDEFGH2345"),
        (date(2026, 6, 15), -22000, "", ""),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"a,b\n1,2",
        "Ngày,Số tiền\n".encode(),
        "Ngày,Số tiền\n15/06/2026,1.5".encode(),
        "Ngày,Số tiền\nkhông,16000".encode(),
        b"PK\x03\x04rubbish",
        b"\xd0\xcf\x11\xe0rubbish",
        b"<not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        CAMT.replace("16000.00", "16000.50").encode(),
        CAMT.replace("2026-06-15", "2026-02-31").encode(),
        MT940.replace(b"C16000,", b"C16000,50"),
        MT940.replace(b"260615061", b"269915061"),
        b"x" * (10 * 1024 * 1024 + 1),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content):
    with pytest.raises(StatementRefused) as refused:
        read_statement(content)
    assert refused.value.message


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    with suppress(StatementRefused):
        assert read_statement(b"Ngay,So tien,Noi dung\n" + content).lines


def test_the_line_to_blame_is_named():
    content = "Ngày,Số tiền\n15/06/2026,16000\n15/06/2026,16k".encode()
    with pytest.raises(StatementRefused) as refused:
        read_statement(content)
    assert refused.value.details["line"] == 3
