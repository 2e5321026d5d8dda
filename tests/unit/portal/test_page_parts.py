"""Addresses editors may write, hours in words, what stands around pages, colours and pictures."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.casework.figures.api import Numbers
from motcua.portal.around import NOTHING, around_of
from motcua.portal.contacts import hours_in_words, map_of
from motcua.portal.figures import Line, YearFigures, as_csv, chart_of
from motcua.portal.models import LegalAct
from motcua.portal.models.blocks import BodyBlock, LandingBlock
from motcua.portal.models.links import check_link
from motcua.portal.theme.looks import looks_of, picture_url
from motcua.portal.theme.pictures import PictureRefused, draw_anew

NOW = datetime(2026, 6, 15, 2, tzinfo=UTC)


def test_links_that_run_or_pretend_are_refused():
    for good in (
        "",
        "/dich-vu/",
        "#x",
        "https://vi.du/a?b=c",
        "http://a.vn",
        "mailto:a@b.vn",
        "tel:1022",
    ):
        check_link(good)
    for bad in (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "data:text/html,x", "//la.vn",
        "java\tscript:x", "vbscript:x", "https:la", "http://", "/\\la.vn", 'https://a"onclick=x',
        "la.vn/x", "file:///etc/passwd", "http://[",
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            check_link(bad)


def test_rich_text_of_editors_loses_what_runs():
    """What a hostile editor posts instead of what the editor's script makes."""
    block = BodyBlock().child_blocks["text"]
    state = (
        '{"blocks":[{"key":"a","text":"<script>x()</script> xem","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[{"offset":0,"length":4,"key":0}]}],'
        '"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:x()"}}}}'
    )
    value = block.value_from_datadict({"t": state}, {}, "t")
    html = str(block.render(value))
    assert "<script" not in html
    assert "javascript:" not in html
    assert "xem" in html


def test_embedded_html_and_links_in_blocks_are_words_or_refused():
    landing = LandingBlock()
    card = landing.child_blocks["cards"].child_block
    with pytest.raises(ValidationError):
        card.clean(card.to_python({"title": "a", "text": "", "link": "javascript:alert(1)"}))
    value = card.to_python(
        {"title": "<img src=x onerror=y>", "text": "<script>z</script>", "link": ""}
    )
    html = landing.child_blocks["cards"].render([value])
    assert "<img" not in html
    assert "<script" not in html
    assert not {"raw", "html", "embed"} & set(landing.child_blocks)


def test_hours_are_read_in_runs_of_days():
    day, short = ["07:00-11:30", "13:30-17:00"], ["07:00-11:30"]
    assert hours_in_words([day] * 5 + [short, []]) == (
        "Thứ hai – Thứ sáu: 07:00–11:30, 13:30–17:00",
        "Thứ bảy: 07:00–11:30",
    )
    assert hours_in_words([[]] * 7) == ()
    assert map_of("Số 1, đường A").startswith("https://www.openstreetmap.org/search?query=S%E1")
    assert "mlat=11.94000" in map_of("", 11.94, 108.44)


def test_banner_shows_in_its_time_only_and_damage_shows_nothing():
    theme = {"around": {"banner": {"level": "danger", "text": "Bão", "from": None,
                                   "until": "2026-06-15T03:00:00+00:00"}, "menu": [["A", "/a/"]]}}  # fmt: skip
    assert around_of(theme, now=NOW).banner.text == "Bão"
    assert around_of(theme, now=NOW.replace(hour=3)).banner is None
    assert around_of(theme, now=NOW).menu == (("A", "/a/"),)
    for broken in (None, {}, {"around": 3}, {"around": {"menu": [1]}}, {"around": {"footer": "x"}}):
        assert around_of(broken, now=NOW) == NOTHING


def test_looks_never_leave_what_is_known():
    assert looks_of({"base": "<x>", "font": 3}).base == "classic"
    assert picture_url("../x") == picture_url(None) == picture_url('a"') == ""
    assert picture_url("a" * 64) == f"/giao-dien/anh/{'a' * 64}/"


def test_pictures_are_drawn_anew_or_refused():
    def upload(content):
        return SimpleUploadedFile("x.png", content)

    out = io.BytesIO()
    Image.new("RGB", (900, 500), "red").save(out, "PNG", pnginfo=None)
    hidden = out.getvalue() + b"<script>alert(1)</script>"
    drawn = draw_anew(upload(hidden), kind="header")
    assert (drawn.media_type, drawn.width, b"script" in drawn.content) == ("image/jpeg", 900, False)
    assert draw_anew(upload(hidden), kind="icon").width == 64
    for bad in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG broken", b""):
        with pytest.raises(PictureRefused):
            draw_anew(upload(bad), kind="emblem")


def test_legal_acts_stand_by_the_day():
    act = LegalAct(number="1", issued_on=date(2025, 1, 1), effective_on=date(2025, 2, 1),
                   expired_on=date(2026, 1, 1))  # fmt: skip
    days = {date(2025, 1, 31): "coming", date(2025, 2, 1): "force", date(2026, 1, 1): "expired"}
    assert {day: act.standing(day) for day in days} == days
    act.expired_on = date(2025, 2, 1)
    with pytest.raises(ValidationError):
        act.clean()


def test_figures_as_picture_and_as_file():
    numbers = Numbers(submitted=4, online=3, finished=2, on_time=1, late=1)
    lines = (Line("01/2026", numbers), Line("=2+3", numbers))
    chart = chart_of(lines)
    assert [bar.value for bar in chart.bars] == [4, 4]
    assert chart.bars[0].done_height == chart.bars[0].height / 2
    assert chart_of(()).bars == ()
    text = as_csv(YearFigures(2026, NOW, numbers, lines, ()))
    assert text.startswith("\ufeff")
    assert ",4,3,2,1,1\r\n" in text
    assert ",'=2+3," in text
    assert numbers.on_time_percent == 50.0
