"""P1 to P9: built by the designer's operations, published, filled in by a browser in four ways.

A plain run takes four of them, each in another way; ``MOTCUA_EVERY_WAY=1`` takes all nine in all
four, as ``make prove-forms`` does.
"""

import os
import re

import pytest

from motcua.catalogue.api import demo_services
from tests.functional.hand import press
from tests.functional.procedures.build import build_all
from tests.functional.procedures.fill import Filing
from tests.journey.officers import stamp
from tests.journey.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]
WAYS = [("phone", True), ("desktop", False), ("desktop", True), ("phone", False)]
HOMES = {
    document.procedure.code: (slug, document)
    for kind, slug in (("province", "lam-dong"), ("ministry", "bqp"))
    for document in demo_services(kind)
}
CODES = sorted(HOMES)
# Rows, money, people and papers of both tenants.
ONE_A_WAY = ["1.001612", "1.013591", "1.013133", "1.001193"]


def _cases():
    if os.environ.get("MOTCUA_EVERY_WAY"):
        return [(code, *way) for code in CODES for way in WAYS]
    return [(code, *way) for code, way in zip(ONE_A_WAY, WAYS, strict=True)]


@pytest.fixture(scope="module")
def built(product):
    """Address of each procedure's own build, in the tenant it belongs to."""
    before = os.environ.get("MOTCUA_PUBLIC_PORT")
    os.environ["MOTCUA_PUBLIC_PORT"] = str(product.port)
    try:
        found = {}
        for slug in ("lam-dong", "bqp"):
            documents = [
                document.to_json()
                for code, (home, document) in HOMES.items()
                if home == slug and code in {case[0] for case in _cases()}
            ]
            found |= build_all(Site(slug), documents, ending=stamp())
        yield found
    finally:
        os.environ.pop("MOTCUA_PUBLIC_PORT")
        if before is not None:
            os.environ["MOTCUA_PUBLIC_PORT"] = before


@pytest.fixture(scope="module")
def cookies():
    """Signed in once in each tenant: how to sign in is looked at elsewhere."""
    return {}


def _signed_in(context, page, site, cookies):
    if site not in cookies:
        page.goto(f"{site}/dang-nhap/?next=/ho-so/")
        for name in (re.compile("Tiếp tục với"), re.compile("Trần Thị Hoa"), "Cho phép"):
            if page.url.startswith(site):
                break
            press(page, name)
        assert page.url.startswith(site), page.url
        cookies[site] = context.cookies()
    context.add_cookies(cookies[site])


@pytest.mark.parametrize(("code", "size", "scripts"), _cases())
def test_a_citizen_files_it(code, size, scripts, built, product, new_page, accessible, cookies):
    home, document = HOMES[code]
    page = new_page(size, scripts=scripts)
    site = product.site(home)
    _signed_in(page.context, page, site, cookies)
    filing = Filing(
        page, code=code, scripts=scripts, look=accessible if scripts else lambda _page: None
    )
    reference = filing.run(f"{site}/nop-ho-so/{built[code]}/")
    assert reference.startswith("NH-")
    assert filing.pages >= len(document.form.pages) - 4
