"""What the proof of the portal reads out of a page: a crawler that misses links proves nothing."""

from tests.portal.findings import Finding, tell_all
from tests.portal.reading import read_page, read_style

HERE = "http://a.localhost:1/dich-vu/?q=x"
PAGE = """<!doctype html><title>x</title><link rel="stylesheet" href="/s.css">
<link rel="canonical" href="/goc/"><body id="tren"><a href="#duoi">x</a><a href="../khac/#y">x</a>
<a href="mailto:a@b.vn">x</a><img src="a.png" srcset="b.png 1x, c.png 2x" alt="">
<script src="//xau.example/x.js"></script><svg><use href="/i.svg#k"></use></svg>
<form action="/tim/?cu=1"><input name="q"><input type="hidden" name="a" value="1">
<select name="loai"><option value="">tất cả<option value="b">b</select>
<input type="checkbox" name="c" value="2"><input name="tat" disabled><button name="nut">x</button></form>
<form method="post"><input name="mat"></form><form method="POST" action="/gui/"></form>
"""


def test_everything_a_page_refers_to_is_found() -> None:
    found = read_page(HERE, PAGE.encode())
    assert [url for url, _element in found.links] == [
        "http://a.localhost:1/goc/",
        "http://a.localhost:1/dich-vu/?q=x#duoi",
        "http://a.localhost:1/khac/#y",
        "mailto:a@b.vn",
    ]
    assert [url for url, _element in found.resources] == [
        "http://a.localhost:1/s.css",
        "http://a.localhost:1/dich-vu/a.png",
        "http://a.localhost:1/dich-vu/b.png",
        "http://a.localhost:1/dich-vu/c.png",
        "http://xau.example/x.js",
        "http://a.localhost:1/i.svg#k",
    ]
    assert [url for url, _element in found.posts] == [HERE, "http://a.localhost:1/gui/"]
    assert found.ids == {"tren"}


def test_a_search_is_tried_as_it_stands_filled_in_and_in_vain() -> None:
    stands, filled, vain = (url for url, _element in read_page(HERE, PAGE.encode()).searches)
    assert stands == "http://a.localhost:1/tim/?q=&a=1&loai="
    assert filled == "http://a.localhost:1/tim/?q=dang+ky+khai+sinh&a=1&loai=b&c=2"
    assert vain == "http://a.localhost:1/tim/?q=khong-co-gi-nhu-vay&a=1&loai="


def test_style_sheets_load_things_too() -> None:
    style = """@import "b.css"; a{background:url( 'c.png' )} b{src:url(/d.woff2) format("woff2")}
    i{background:url("data:image/svg+xml,x")} u{filter:url(#f)}"""
    found = [url for url, _text in read_style("http://a.localhost:1/s/a.css", style)]
    assert sorted(found) == [
        "http://a.localhost:1/d.woff2",
        "http://a.localhost:1/s/b.css",
        "http://a.localhost:1/s/c.png",
    ]


def test_one_fault_of_a_template_is_told_once() -> None:
    told: list[str] = []
    faults = [Finding(f"/{n}/", "<p>", "rule", ("rule", "route")) for n in range(3)]
    assert tell_all("HTML", [*faults, Finding("/x/", "<p>", "other")], told.append) == 2
    assert "(and 2 pages more)" in told[0]
    assert "pages more" not in told[1]
