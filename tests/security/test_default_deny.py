"""Checklist item 12: what nobody opened is closed.

Every address of a tenant is either named here as public, or sends strangers to sign in or away.
Every address of the staff site has the permissions it asks for, tried with one role of each kind
that it can tell apart. What Wagtail brings along is tried with somebody who has every role at once
that writes no pages: rights only ever add up, so what is closed to them is closed to each.

Only who gets in is asked here, and that is decided before a page is drawn: none is.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.identity.api import ROLES, list_agencies
from motcua.identity.staff.groups import GROUPS_OF_ROLES
from tests.factories.identity import make_staff
from tests.security.asking import ADMIN, TENANT_URLS, asked, draw_nothing
from tests.security.planted import client_with, undone
from tests.security.providers import values_of
from tests.security.routes import path_of, routes_of
from tests.security.staff_addresses import OURS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_drawn(monkeypatch):
    draw_nothing(monkeypatch)


LOGINS = ("/dang-nhap/?next=", "/quan-tri/login/", "http://motcua.localhost/")
# Open to everybody, each with the reason.
PUBLIC = {
    ".well-known/security.txt": "how to report a weakness",
    "healthz": "says only that the process answers",
    "dang-nhap/": "signing in", "dang-nhap/xong/": "signing in", "dang-xuat/": "signing out",
    "quan-tri/buoc-hai/": "leads to signing in", "quan-tri/buoc-hai/lap/": "leads to signing in",
    "quan-tri/mat-khau/<staff_id>/<token>/": "a signed link of one use",
    "quan-tri/vao/<provider_id>/": "signing in of staff",
    "quan-tri/vao/<provider_id>/xong/": "signing in of staff",
    "quan-tri/vao/<provider_id>/ket-thuc/": "the provider's server; each notice is signed",
    "dang-xuat/tu-nen-tang/": "the platform's server; each notice is signed",
    "quan-tri/login/": "signing in of staff", "quan-tri/logout/": "signing out of staff",
    "_util/login/": "leads to signing in",
    "thanh-toan/<vendor>/ipn": "providers' servers; each notice is signed",
    "kenh-gui/<channel>/bao-cao/<key>/": "providers' servers; signed, or an address only they know",
    "graphql": "resolvers decide; tested field by field",
    "quan-tri/jsi18n/": "words of Wagtail's buttons", "quan-tri/sprite/": "Wagtail's icons",
    "cong.webmanifest": "name and colours, for installing", "bieu-tuong/<size>.png": "the emblem on its colour",
    "ngoai-mang/": "says what works without a network",
    "may-bao-tin.js": "a script without data", "giao-dien.css": "colours", "ngon-ngu/": "remembers the language",
    "cach-hien-thi/": "remembers how pages are shown",
    "dich-vu/<slug>/to-khai/": "the empty form, for paper",
    "dich-vu/<slug>/to-khai/pdf/": "the empty form, for paper",
    "nop-ho-so/<slug>/dieu-kien/": "questions whether one may apply; nothing is kept",
    "goi-y/": "names of services while one types", "tim-kiem/": "search over what is public",
    "dich-vu/<slug>/to-roi/": "a leaflet of a service", "dich-vu/<slug>/chia-se/": "links to copy",
    "dich-vu/<slug>/nut.svg": "a picture of a button",
    "hoi-dap/": "answered questions", "hoi-dap/<question_id>/": "an answered question",
    "hoi-dap/hoi/": "anybody may ask", "hoi-dap/cam-on/": "says thank you",
    "gop-y/": "anybody may tell what could be better",
    "phan-anh/": "anybody may send one", "phan-anh/cong-khai/": "published answers",
    "phan-anh/tra-cuu/": "code and secret, limited",
    "dat-lich/": "what can be booked", "dat-lich/gio/": "free times; anybody may book, limited",
    "dat-lich/ma/<token>/": "a sealed link, and the code from a text message",
    "dat-lich/quan-ly/<token>/": "a sealed link", "dat-lich/quan-ly/<token>/doi/": "a sealed link",
    "dat-lich/quan-ly/<token>/huy/": "a sealed link",
    "dat-lich/quan-ly/<token>/phieu/": "a sealed link",
    "dat-lich/quan-ly/<token>/lich.ics": "a sealed link",
    "danh-gia/": "what everybody's ratings say together",
    "khao-sat/": "surveys that are open", "khao-sat/<survey>/": "anybody may answer, limited",
    "khao-sat/<survey>/cam-on/": "says thank you", "khao-sat/<survey>/dung-moi/": "the token of an invitation",
    "khao-sat/<survey>/ket-qua/": "published results", "khao-sat/<survey>/ket-qua.csv": "published results",
    "xem-truoc-khao-sat/<token>/<page_id>/": "sealed for an hour by somebody who may see the draft",
    "tien-do/": "open figures", "tien-do/so-lieu.csv": "open figures",
    "thong-ke/": "open figures", "thong-ke/so-lieu.csv": "open figures",
    "robots.txt": "for search engines", "sitemap.xml": "for search engines",
    "giao-dien/anh/<sha256>/": "pictures of the looks",
    "media/<path>": "pictures on pages", "tai-lieu/<document_id>/<name>": "files on pages",
    "dich-vu/": "the list of services", "dich-vu/<slug>/": "a service's page",
    "dia-gioi/<province>/": "names of communes",
    "dia-gioi-cu/": "names of former districts and communes",
    "xem-truoc/<token>/<page_id>/": "sealed for an hour by somebody who may see the draft",
    "lay-so/<token>/": "sealed by staff for the kiosk in the hall; tells how many wait",
    "bang-so/<agency_id>/": "the board on the wall: numbers and desks, nobody's name",
    "tra-cuu/": "code and secret", "xac-minh/": "form for a token",
    "xac-minh/<token>/": "128 random bits printed on the result",
    "{^((?:[\\w\\-]+/)*)$}": "pages the tenant published",
}  # fmt: skip


def test_strangers_get_only_what_is_named_public(planted_province):
    planted, found = planted_province, []
    values, client = values_of(planted, planted.twin), client_with(planted.host())
    for route in routes_of(TENANT_URLS):
        if route.template in PUBLIC:
            continue
        with_location = path_of(route, values)
        for what, status, text in asked(client, with_location):
            sent_to_login = status in (302, 303) and any(
                f"Location: {login}" in text for login in LOGINS
            )
            if not sent_to_login and status not in (401, 403, 404, 405):
                found.append(f"{what} answers a stranger with {status}")
    assert not found, "\n".join(found)


def test_the_public_list_names_only_what_there_is():
    assert not PUBLIC.keys() - {route.template for route in routes_of(TENANT_URLS)}


BODY = {"base_revision": 1, "operations": [], "note": "x", "reason": "x"}


def our_routes():
    return [
        route for route in routes_of(TENANT_URLS)
        if route.template not in PUBLIC
        and (route.view.__module__.startswith("motcua.backoffice")
        or "motcua.backoffice" in getattr(getattr(route.view, "__wrapped__", None), "__module__", "")
        or route.view.__module__.startswith("motcua.portal.desk")
        or route.template.startswith((f"{ADMIN}mot-cua/", f"{ADMIN}dich-vu/", f"{ADMIN}danh-muc/")))
    ]  # fmt: skip


def test_every_staff_address_says_what_it_asks_for():
    found = {route.template.removeprefix(ADMIN) for route in our_routes()}
    assert found == OURS.keys(), (
        "add the new address to OURS (staff_addresses.py) with the permissions it asks for"
    )


def test_each_role_gets_in_where_its_permissions_lead(planted_province):
    planted, found = planted_province, []
    values = values_of(planted, planted.twin)
    clients = {
        role: client_with(planted.host(), key_for(planted, role)) for role in (*ROLES, NOBODY)
    }
    for turn, route in enumerate(our_routes()):
        wanted, path = OURS[route.template.removeprefix(ADMIN)], path_of(route, values)
        reads = True
        for role in one_of_each_kind(wanted, turn):
            status = status_of(clients[role], "get", path) if reads else 405
            # Where GET is not the way at all, it is not asked with the other roles.
            reads = status != 405
            if any(each <= permissions_of(role) for each in wanted):
                empty = status == 404 and route.template in MAY_BE_EMPTY
                if status in CLOSED and not empty:
                    found.append(f"{role}: GET {route} is closed ({status})")
            else:
                posted = status_of(clients[role], "post", path)
                found += [
                    f"{role}: {method} {route} answers {answer}"
                    for method, answer in (("GET", status), ("POST", posted))
                    if answer not in closed_to(role)
                ]
    assert not found, "\n".join(found)


def closed_to(role):
    """Whoever has no role at all does not even get into the staff site: sent away at the door."""
    return (302, 405, *CLOSED) if role == NOBODY else (405, *CLOSED)


NOBODY = "nobody"


def permissions_of(role):
    return ROLES[role].permissions if role in ROLES else frozenset()


def one_of_each_kind(wanted, turn):
    """Of roles that have the same of the permissions asked for, one; by turns each of them.
    Among those who have none of them is somebody without any role."""
    asked_for, kinds = set().union(*wanted), {}
    for role in (*ROLES, NOBODY):
        kinds.setdefault(permissions_of(role) & asked_for, []).append(role)
    return [roles[turn % len(roles)] for roles in kinds.values()]


CLOSED = (401, 403, 404)
# The planted dossier's fee is not paid, so it has no receipt.
# A chart is of a column, which nobody names here.
MAY_BE_EMPTY = {
    # No sign-in system of its own.
    f"{ADMIN}dang-nhap-co-quan/<provider_id>/",
    # No receipt has been given.
    f"{ADMIN}tai-chinh/khoan-thu/<order_id>/bien-lai/<receipt_id>/",
    # Nothing has been bought.
    f"{ADMIN}goi-dich-vu/hoa-don/<invoice_id>/",
    # Nothing has been exported.
    f"{ADMIN}bat-dau/du-lieu/tep/<job_id>/",
    # No paper of representation was brought.
    f"{ADMIN}dai-dien/<mandate_id>/",
    f"{ADMIN}dai-dien/<mandate_id>/tep/",
    # Nobody is being helped, no paper given, nothing in the post.
    f"{ADMIN}quay/chon/<token>/",
    f"{ADMIN}quay/nhap-ho/<assistance_id>/",
    f"{ADMIN}quay/xong/<case_id>/giay-tiep-nhan/",
    f"{ADMIN}quay/buu-chinh/danh-sach/<number>/",
    f"{ADMIN}quay/ly-do/<reason_id>/",
    f"{ADMIN}mot-cua/<case_id>/phi/bien-lai/",
    f"{ADMIN}so-giay-to/bien-lai/<case_id>/",
    # No statement was brought, nothing is to be paid back.
    f"{ADMIN}tai-chinh/doi-soat/<statement_id>/",
    f"{ADMIN}tai-chinh/doi-soat/dong/<line_id>/",
    f"{ADMIN}bang-du-lieu/<service_id>/bieu-do/",
    # Requests of another tenant: none has come in.
    f"{ADMIN}phoi-hop/<request_id>/",
    f"{ADMIN}phoi-hop/<request_id>/nhan/",
    f"{ADMIN}phoi-hop/<request_id>/tep/<file_id>/",
}
# What of Wagtail's own every member of staff may open.
WAGTAIL_FOR_ALL = (
    "quan-tri/$", "quan-tri/account/", "quan-tri/login/", "quan-tri/logout/", "quan-tri/jsi18n/",
    "quan-tri/sprite/", "quan-tri/dismissibles/", "quan-tri/choose-", "quan-tri/tag-autocomplete/",
    "quan-tri/test404/", "quan-tri/editing-sessions/", "quan-tri/embeds/", "quan-tri/block-preview/",
    "quan-tri/images/chooser/", "quan-tri/documents/chooser/", "quan-tri/api/main/",
    "quan-tri/pages/", "quan-tri/workflows/task_chooser/", "quan-tri/failwhale/",
    # Lists what one may see anyway.
    "quan-tri/reports/site-history/",
)  # fmt: skip


def test_roles_that_write_no_pages_administer_nothing_in_wagtail(planted_province):
    planted, found = planted_province, []
    values = values_of(planted, planted.twin)
    ours = {route.template for route in our_routes()}
    paths = {
        path_of(route, values)
        for route in routes_of(TENANT_URLS)
        if route.template.startswith(ADMIN)
        and route.template not in {*ours, *PUBLIC}
        and not f"{route.template}$".startswith(WAGTAIL_FOR_ALL)
    }
    reads_only = [role for role in ROLES if role not in GROUPS_OF_ROLES]
    client = client_with(planted.host(), key_for(planted, *reads_only))
    for path in sorted(paths):
        found += [what for what, status, _text in asked(client, path) if status == 200]
    assert not found, "\n".join(found)


def key_for(planted, *roles):
    """Of somebody new who has these roles, in the agency that has the planted dossiers."""
    with planted.inside():
        agency = next(each for each in list_agencies() if each.code.endswith(".99"))
        known = [role for role in roles if role in ROLES]
        person = make_staff(*known, agency=agency, now=timezone.now() - timedelta(days=1))
    return planted.staff_key(person.id)


def status_of(client, method, path):
    with undone():
        more = {"data": BODY, "content_type": "application/json"} if method == "post" else {}
        return getattr(client, method)(path, **more).status_code
