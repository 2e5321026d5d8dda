import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.files.api import clean_name
from motcua.files.domain.names import MAX_NAME, extension_of
from motcua.files.serving import disposition


@pytest.mark.parametrize(
    ("given_name", "wanted"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        (unicodedata.normalize("NFD", "Giấy khai sinh.pdf"), "Giấy khai sinh.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\đơn.docx", "đơn.docx"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie_ x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ('a"b<c>|d?*.pdf', "a_b_c__d__.pdf"),
        ("...", "tep"),
        ("", "tep"),
        ("x" * 500 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_made_harmless(given_name, wanted):
    extension = ".pdf" if wanted.endswith(".pdf") else ""
    assert clean_name(given_name, extension=extension) == wanted


@given(st.text(max_size=400))
def test_no_name_is_dangerous(name):
    cleaned = clean_name(name, extension=".pdf")
    assert 0 < len(cleaned) <= MAX_NAME
    assert not set(cleaned) & set('/\\:*?"<>|\r\n\t\0')
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in cleaned)
    assert clean_name(cleaned, extension=".pdf") == cleaned


@given(st.text(max_size=100))
def test_no_name_breaks_a_header(name):
    header = disposition(clean_name(name, extension=".pdf"))
    assert header.isascii()
    assert not set(header) & set("\r\n\0")
    assert header.count('"') == 2


def test_the_header_carries_both_forms():
    assert disposition("Đơn đề nghị.pdf") == (
        'attachment; filename="don de nghi.pdf"; '
        "filename*=UTF-8''%C4%90%C6%A1n%20%C4%91%E1%BB%81%20ngh%E1%BB%8B.pdf"
    )


def test_extensions_are_read_from_the_end():
    assert extension_of("a.tar.GZ") == ".gz"
    assert extension_of("không có") == ""
