from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from motcua.files.api import PaperFailed, qr_svg, render_pdf
from motcua.files.papers import render

AT = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
TEMPLATE = "files/papers/specimen.typ"


def _words(pdf):
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def _paper(body, **rest):
    data = {"title": "Mẫu", "agency": "Ủy ban", "body": body, "qr": qr_svg("https://a.vn/x")}
    return render_pdf(TEMPLATE, {**data, **rest}, made_at=AT)


@pytest.mark.usefixtures("front_end")
@pytest.mark.parametrize("fonts", ["frontend", "none"])
def test_vietnamese_is_typeset_with_and_without_our_typeface(settings, fonts, tmp_path):
    if fonts == "none":
        settings.MOTCUA_PAPER_FONTS = tmp_path / "none"
    text = "Đặng Thị Ửng, phường Đông Kỵ: ằẳẵắặ ềểễếệ ồổỗốộ ờởỡớợ ừửữứự ỳỷỹýỵ"
    assert "".join(text.split()) in _words(_paper(text))


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("x")',
        '#import "/config/settings/base.py": *',
        '#read("/etc/passwd")',
        "$ x^2 $ *a* _b_ `c` <d> @e \\ // f /* g */ = h",
        "]] #let x = 1 [[",
        "\u202e\u0000\u0001",
    ],
)
def test_nothing_typed_is_interpreted(typed):
    shown = "".join(typed.replace("\x00", "").replace("\x01", "").replace("\u202e", "").split())
    assert shown in _words(_paper(typed))


def test_the_same_input_gives_the_same_bytes():
    assert _paper("một") == _paper("một")


def test_a_template_reads_nothing_outside_the_package(tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (tmp_path / "in").mkdir()
    template = tmp_path / "in" / "bad.typ"
    template.write_text('#read("../secret.txt")')
    monkeypatch.setattr(render, "ROOT", tmp_path / "in")
    with pytest.raises(PaperFailed):
        render_pdf("bad.typ", {}, made_at=AT)


def test_a_template_downloads_nothing(tmp_path, monkeypatch):
    (tmp_path / "bad.typ").write_text('#import "@preview/cetz:0.3.4": canvas')
    monkeypatch.setattr(render, "ROOT", tmp_path)
    monkeypatch.setattr(
        render, "_ENVIRONMENT", {**render._ENVIRONMENT, "HTTPS_PROXY": "http://127.0.0.1:1"}
    )
    with pytest.raises(PaperFailed):
        render_pdf("bad.typ", {}, made_at=AT)


def test_an_endless_template_is_ended(tmp_path, monkeypatch):
    (tmp_path / "bad.typ").write_text(
        "#for a in range(90000) { for b in range(90000) { calc.pow(a, 2) } }"
    )
    monkeypatch.setattr(render, "ROOT", tmp_path)
    monkeypatch.setattr(render, "TIMEOUT_SECONDS", 0.5)
    with pytest.raises(PaperFailed):
        render_pdf("bad.typ", {}, made_at=AT)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "files/papers/render.py", "none.typ", "/etc/x.typ"]
)
def test_only_our_templates_are_used(name):
    with pytest.raises(PaperFailed):
        render_pdf(name, {}, made_at=AT)


def test_too_much_data_is_refused():
    with pytest.raises(PaperFailed):
        _paper("x" * 5_000_000)


def test_all_templates_keep_people_s_words_out_of_markup():
    """Markup is written by us only: ``eval`` has no place in a paper."""
    for path in Path(render.ROOT).glob("*/papers/*.typ"):
        assert "eval(" not in path.read_text(), path
