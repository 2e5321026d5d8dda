import io
import struct
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.files.contrib.builtin import EICAR, BuiltinScanner
from motcua.files.domain.active_pdf import check_pdf
from motcua.files.domain.dangers import Dangerous
from motcua.files.domain.kinds import DOCX, ODT, XLSX, recognise
from tests.factories import files as make


def _kind(content):
    found = recognise(io.BytesIO(content))
    return found.media_type if found else None


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (make.pdf(), "application/pdf"),
        (make.png(), "image/png"),
        (make.jpeg(), "image/jpeg"),
        (make.docx(), DOCX),
        (make.xlsx(), XLSX),
        (make.odt(), ODT),
    ],
)
def test_kinds_are_told_by_content(content, media_type):
    assert _kind(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a%PDF-1.4",
        b" %PDF-1.4",
        b"",
        b"x",
        make.archive({"a.txt": b"x"}),
        make.archive({"mimetype": b"application/epub+zip"}),
    ],
)
def test_other_content_is_no_kind(content):
    assert _kind(content) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make.png(50_000, 50_000), "pixels"),
        (make.jpeg(65_000, 65_000), "pixels"),
        (make.png(0, 10), "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"\xff\xd8\xff\xe0", "broken"),
        (b"\xff\xd8\xff" + b"\xff" * 5_000, "broken"),
        (
            make.docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"),
            "macros",
        ),
        (make.archive({"mimetype": ODT.encode(), "Basic/Standard/x.xml": b"x"}), "macros"),
        (make.docx(big=bytes(60_000_000)), "archive_bomb"),
        (make.archive({f"{number}": b"" for number in range(4_000)}), "archive_bomb"),
        (b"PK\x03\x04 cut off", "broken"),
    ],
)
def test_dangerous_content_is_refused(content, code):
    begun = time.process_time()
    with pytest.raises(Dangerous) as caught:
        _kind(content)
    assert caught.value.code == code
    assert time.process_time() - begun < 5


def test_macros_may_hide_in_the_content_types():
    types = (
        b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled"/></Types>'
    )
    with pytest.raises(Dangerous, match="macros"):
        _kind(make.archive({"[Content_Types].xml": types, "word/document.xml": b"x"}))


def test_an_encrypted_archive_is_refused():
    content = bytearray(make.docx())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.start_dir
    struct.pack_into("<H", content, at + 8, 1)
    with pytest.raises(Dangerous, match="broken"):
        _kind(bytes(content))


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
)
def test_no_bytes_break_the_recogniser(content, start):
    with suppress(Dangerous):
        _kind(start + content)


@given(st.binary(max_size=400))
def test_no_damage_to_an_archive_breaks_the_recogniser(noise):
    content = bytearray(make.docx())
    for place, byte in enumerate(noise):
        content[(place * 37 + byte) % len(content)] = byte
    with suppress(Dangerous):
        _kind(bytes(content))


@pytest.mark.parametrize(
    "objects",
    [
        b"3 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj",
        b"3 0 obj<</S/J#61vaScript>>endobj",
        b"3 0 obj<</S/Launch/F(cmd.exe)>>endobj",
        b"3 0 obj<</Type/EmbeddedFile/Length 3>>stream\nabc\nendstream endobj",
        b"3 0 obj<</AcroForm<</XFA 4 0 R>>>>endobj",
        b"4 0 obj<<>>stream\n/JS is only text here\n",
        b"% >>stream\n3 0 obj<</S/Java#53cript/JS(x)>>endobj\n% endstream\n",
    ],
)
def test_active_pdfs_are_refused(objects):
    with pytest.raises(Dangerous, match="script"):
        check_pdf(make.pdf(objects))
    if b"stream" not in objects:
        with pytest.raises(Dangerous, match="script"):
            check_pdf(make.pdf_with_packed(objects))


def test_plain_pdfs_pass_even_when_a_picture_looks_like_a_script():
    check_pdf(make.pdf())
    check_pdf(make.pdf(b"4 0 obj<</Length 9>>stream\n/JS (x) /XFA\nendstream endobj"))
    check_pdf(make.pdf_with_packed(b"6 0 7 10 <</Type/Font>> /JSomething"))


def test_a_pdf_that_swells_is_refused():
    with pytest.raises(Dangerous, match="archive_bomb"):
        check_pdf(make.pdf_with_packed(bytes(30_000_000)))


@given(st.binary(max_size=500))
def test_no_bytes_break_the_pdf_check(content):
    with suppress(Dangerous):
        check_pdf(make.pdf(content))


def test_the_test_virus_is_known_even_across_chunks():
    scan = BuiltinScanner().scan
    for content in (EICAR, bytes(1024 * 1024 - 20) + EICAR):
        assert scan(io.BytesIO(content), media_type="image/png").reason == "malware"
    assert scan(io.BytesIO(make.png()), media_type="image/png").is_clean
