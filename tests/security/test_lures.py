"""What strangers put in front of people: links that lead away, sessions of others, hostile pages,
words without end, forms filled in by machines.

Editors' blocks and the questions' form: ``tests/integration/portal/test_pages_for_everybody.py``;
who may be signed in where: ``tests/integration/identity``.
"""

import json
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.petitions.models import Petition
from motcua.portal.models import HomePage, TextPage
from motcua.portal.models.links import check_link
from motcua.portal.question_form import new_stamp
from tenants.models.custom_domain import CustomDomain, DomainState
from tenants.queries.directory import forget_directory
from tests.cases import try_each
from tests.factories.identity import make_citizen
from tests.security.asking import PLATFORM_URLS, TENANT_URLS, draw_nothing
from tests.security.planted import client_with, undone
from tests.security.providers import PLATFORM_VALUES, values_of
from tests.security.routes import path_of, routes_of

pytestmark = pytest.mark.django_db
EVIL, OWN_NAME = "evil.example", "dichvu.bqp.example"
LURES = (f"//{EVIL}/x", f"https://{EVIL}/x", f"/\\{EVIL}/x", f"javascript:alert('{EVIL}')")
NAMES = (
    "next", "back", "return", "return_to", "return_url", "redirect", "redirect_to", "url", "to",
    "continue", "target", "ve", "quay-lai", "post_logout_redirect_uri",
)  # fmt: skip
"""What sites call the address to go on to. Ours is ``next``; no other may come to work by chance."""
TAKERS = ("/ngon-ngu/", "/cach-hien-thi/", "/dang-nhap/", "/accounts/login/", "/accounts/logout/")
STAFF = ("quan-tri/", "_util/", "dieu-hanh/")
DRAWN = ("/pdf/", "/giay-to/", ".png", "/to-roi/")
"""Files that cost a second to make and lead nowhere."""


def leads_away(answer: object) -> bool:
    where = answer.headers.get("Location", "")
    parts = urlsplit(where.replace("\\", "/"))
    return EVIL in (parts.hostname or "") or parts.scheme not in ("", "http", "https")


def test_no_address_leads_to_another_site(planted_province, monkeypatch):
    """Of the citizens' and the platform's addresses; those of staff that take a way back are
    tried where they are tested."""
    draw_nothing(monkeypatch)
    planted = planted_province
    values = values_of(planted, planted.twin)
    at_tenant = client_with(planted.host(), planted.applicant_key())
    at_platform = client_with(settings.MOTCUA_PLATFORM_HOST)
    cookies = at_tenant.cookies.output(header="", sep=";")
    targets = [
        *((at_tenant, path_of(each, values)) for each in routes_of(TENANT_URLS)
          if not each.template.startswith(STAFF) and not any(w in f"/{each.template}" for w in DRAWN)),
        *((at_platform, path_of(each, PLATFORM_VALUES)) for each in routes_of(PLATFORM_URLS)
          if not each.template.startswith(STAFF)),
    ]  # fmt: skip

    def judge(target: tuple[object, str]) -> None:
        client, path = target
        for lure in LURES if path in TAKERS else LURES[:1]:
            sent = dict.fromkeys(NAMES, lure)
            for method in (client.get, client.post):
                with undone():
                    answer = method(path, sent)
                assert not leads_away(answer), f"{answer.status_code} {answer['Location']}"
        if client is at_tenant:
            client.cookies = SimpleCookie(cookies)

    try_each(targets, judge, name=lambda target: target[1])


def test_a_session_is_worth_nothing_on_any_other_host(
    planted_province, planted_ministry, monkeypatch
):
    """Also where an agency has a name of its own, and whoever's key it is."""
    draw_nothing(monkeypatch)
    with undone():
        CustomDomain.objects.create(
            host=OWN_NAME, tenant_id=planted_ministry.tenant.id, token="x" * 32,
            state=DomainState.PROVEN, claimed_at=timezone.now(), claimed_by_name="x",
        )  # fmt: skip
        forget_directory()
        keys = {
            "applicant": planted_province.applicant_key(),
            "officer": planted_province.staff_key(),
            "citizen": _citizen_key(),
        }
        hosts = (
            planted_ministry.host(), OWN_NAME, settings.MOTCUA_PLATFORM_HOST,
            planted_province.host(),
        )  # fmt: skip
        own = {("applicant", planted_province.host(), "/ho-so/"),
               ("officer", planted_province.host(), "/quan-tri/mot-cua/"),
               ("citizen", settings.MOTCUA_PLATFORM_HOST, "/ho-so/"),
               ("citizen", settings.MOTCUA_PLATFORM_HOST, "/tai-khoan/")}  # fmt: skip
        opened = set()
        for who, key in keys.items():
            for host in hosts:
                for path in ("/ho-so/", "/quan-tri/mot-cua/", "/tai-khoan/", "/dieu-hanh/"):
                    if client_with(host, key).get(path).status_code == 200:
                        opened.add((who, host, path))
        assert opened == own
    forget_directory()


def _citizen_key() -> str:
    make_citizen(email="nhieu-noi@example.vn", password="mot-cau-dai-de-nho")
    client = client_with(settings.MOTCUA_PLATFORM_HOST)
    form = {"login": "nhieu-noi@example.vn", "password": "mot-cau-dai-de-nho"}
    assert client.post("/accounts/login/", form).status_code == 302
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_key_that_was_chosen_by_somebody_else_is_not_taken(planted_province):
    """Whoever plants a key before the sign-in, on a kiosk or from a sibling's name, holds nothing."""
    chosen = "abcdefghijklmnopqrstuvwxyz012345"
    client = client_with(planted_province.host(), chosen)
    client.get("/dang-nhap/")
    given = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert given != chosen
    citizen = client_with(settings.MOTCUA_PLATFORM_HOST, chosen)
    make_citizen(email="giu-khoa@example.vn", password="mot-cau-dai-de-nho")
    form = {"login": "giu-khoa@example.vn", "password": "mot-cau-dai-de-nho"}
    assert citizen.post("/accounts/login/", form).status_code == 302
    assert citizen.cookies[settings.SESSION_COOKIE_NAME].value != chosen
    assert client_with(settings.MOTCUA_PLATFORM_HOST, chosen).get("/tai-khoan/").status_code == 302


HOSTILE_LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example/", "/\\evil.example",
    "\\\\evil.example", "http:evil.example", "https://", "ftp://evil.example/", "file:///etc/passwd",
    "blob:https://x/1", "https://a.vn/\"onmouseover=alert(1)", "https://a.vn/<script>", "x",
    "mailto:", "\x01https://a.vn/", "https://[::1", "/a\r\nSet-Cookie: a=b",
)  # fmt: skip
HARMLESS_LINKS = (
    "/dich-vu/",
    "#phi",
    "https://example.vn/a?b=c#d",
    "mailto:a@example.vn",
    "tel:1022",
)


def test_editors_links_run_nothing_and_pretend_nothing():
    def judge(link: str) -> None:
        with pytest.raises(ValidationError):
            check_link(link)

    try_each(HOSTILE_LINKS, judge, name=repr)
    try_each(HARMLESS_LINKS, check_link, name=repr)


def test_what_an_editor_s_browser_sends_is_not_what_is_shown(planted_province):
    """The rich text editor sends its own format; whoever writes it by hand gets no further."""
    client = client_with(planted_province.host(), planted_province.staff_key())
    blocks = [
        {"key": "a", "text": "Chữ <script>mcxss(1)</script>", "type": "unstyled", "depth": 0,
         "inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 3, "key": 0}]},
        {"key": "b", "text": " ", "type": "atomic", "depth": 0, "inlineStyleRanges": [],
         "entityRanges": [{"offset": 0, "length": 1, "key": 1}]},
    ]  # fmt: skip
    entities = {
        "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:mcxss(2)"}},
        "1": {"type": "EMBED", "mutability": "IMMUTABLE",
              "data": {"url": "https://evil.example/", "html": "<iframe src=//evil.example>"}},
    }  # fmt: skip
    with planted_province.inside():
        home = HomePage.objects.get().pk
    page = {
        "title": "Trang", "slug": "trang-xau", "intro": "<img src=x onerror=mcxss(3)>",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text",
        "body-0-id": "", "body-0-value": json.dumps({"blocks": blocks, "entityMap": entities}),
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1",
    }  # fmt: skip
    with undone():
        assert client.post(f"/quan-tri/pages/add/portal/textpage/{home}/", page).status_code == 302
        with planted_province.inside():
            made = TextPage.objects.get(slug="trang-xau")
            made.save_revision().publish()
        shown = client_with(planted_province.host()).get("/trang-xau/").content.decode()
    assert "&lt;script&gt;mcxss(1)" in shown
    for word in ("<script>mcxss", "javascript:", "<iframe", "evil.example", "<img src=x"):
        assert word not in shown


def test_words_without_end_are_cut_before_anybody_looks_for_them(
    planted_province, settings, monkeypatch
):
    """Ten thousand characters: of letters, of words, of marks, of what databases take for signs."""
    draw_nothing(monkeypatch)
    endless = ("ă" * 10_000, "khai sinh " * 1_000, "a\u0301" * 5_000, "%_\\" * 3_333, "'\"" * 5_000)
    places = [
        (planted_province.host(), path)
        for path in ("/tim-kiem/", "/goi-y/", "/dich-vu/", "/hoi-dap/", "/dia-gioi-cu/",
                     "/phan-anh/cong-khai/", "/thong-ke/")
    ]  # fmt: skip
    places.append((settings.MOTCUA_PLATFORM_HOST, "/tim-dich-vu/"))

    def judge(place: tuple[str, str]) -> None:
        host, path = place
        for words in endless:
            sent = {"q": words, "loai": words, "trang": words, "noi": words, "linh-vuc": words}
            with undone(), CaptureQueriesContext(connection) as caught:
                answer = client_with(host).get(path, sent)
            assert answer.status_code in (200, 400, 404, 422), (words[:8], answer.status_code)
            longest = max((len(each["sql"]) for each in caught), default=0)
            assert longest < 9_000, f"{words[:8]!r}: the database is asked {longest} characters"

    try_each(places, judge, name=str)


def test_machines_get_thanks_and_nothing_is_kept(planted_province):
    client = client_with(planted_province.host())
    good = {
        "kind": "phan_anh", "title": "Đèn đường hỏng", "text": "Đèn trước số 5 tắt đã hai tuần.",
        "name": "Nguyễn Văn Mẫu", "email": "mau@example.vn",
    }  # fmt: skip
    with planted_province.inside():
        before = Petition.objects.count()
        quick = new_stamp(timezone.now())
    for trap in ({"stamp": quick}, {"stamp": quick, "website": "x"}, {"stamp": "x"}, {}):
        assert client.post("/phan-anh/", {**good, **trap}).status_code < 500
    many = {**good, "text": "http://a.vn http://b.vn http://c.vn", "stamp": quick}
    assert client.post("/phan-anh/", many).status_code == 422
    with planted_province.inside():
        assert Petition.objects.count() == before
