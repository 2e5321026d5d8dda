"""Installed on a phone, on a bad line, with tired eyes: what the server says to such browsers."""

import io
import json
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from motcua.fleet.api import set_flag
from motcua.kernel.actors import SYSTEM
from motcua.portal.display import COOKIE as DISPLAY
from motcua.portal.models import HomePage, NewsPage
from motcua.portal.offline import KEEP, OFFLINE
from motcua.submissions.api import start_draft
from tenants.api import in_public, in_tenant
from tests.asked import reads
from tests.factories.catalogue import publish, small_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(province):
    with in_tenant(province.schema_name):
        return publish(small_document(), now=timezone.now())


def shell_of(client):
    script = client.get("/may-bao-tin.js").content.decode()
    return json.loads(script.removeprefix("self.MC_SHELL=").partition(";\n")[0])


def test_it_can_be_installed_and_says_what_works_without_a_network(province, tenant_client):
    client = tenant_client(province.slug)
    told = json.loads(client.get("/cong.webmanifest").content)
    assert told["name"].startswith(province.name)
    assert (told["start_url"], told["display"], told["id"]) == ("/", "standalone", "/")
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}
    for each in told["icons"]:
        picture = Image.open(io.BytesIO(client.get(each["src"]).content))
        assert f"{picture.width}x{picture.height}" == each["sizes"]
        brand = tuple(int(told["theme_color"][at : at + 2], 16) for at in (1, 3, 5))
        assert picture.convert("RGB").getpixel((0, 0)) == brand
    assert client.get("/bieu-tuong/4000.png").status_code == 404
    shell = shell_of(client)
    assert shell["isOn"]
    assert "data-mc-kept" in client.get(shell["page"]).content.decode()
    before = shell["release"]
    assert shell_of(client)["release"] == before
    with in_public():
        set_flag(key=OFFLINE.key, tenant_id=None, is_on=False, by=SYSTEM, now=timezone.now())
        cache.clear()
    after = shell_of(client)
    assert not after["isOn"]
    assert after["release"] != before


def test_only_public_pages_may_be_kept_and_never_with_a_name(province, service, signed_in):
    client, _applicant = signed_in(province)
    name = "Trần Thị Mẫu"
    public = ["/", "/dich-vu/", f"/dich-vu/{service.slug}/", "/hoi-dap/", "/thong-ke/"]
    for path in public:
        answer = client.get(path)
        assert answer.headers[KEEP] == "read", path
        # Signed in: the page has the name on it, and the worker sees that it must not keep it.
        assert name in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    client.cookies.clear()
    for path in public:
        answer = client.get(path)
        assert answer.headers[KEEP] == "read", path
        assert "no-store" not in answer.headers.get("Cache-Control", "")
        assert name not in answer.content.decode()
    for path in ["/ho-so/", "/tra-cuu/", "/hop-thu/", "/dich-vu/?q=khai", "/gop-y/", "/khong-co/"]:
        assert KEEP not in client.get(path).headers, path


def test_little_data_and_strong_contrast_are_chosen_or_asked_for(province, tenant_client):
    client = tenant_client(province.slug)
    full = client.get("/").content.decode()
    asked = client.get("/", headers={"Save-Data": "on"}).content.decode()
    assert "data-saving" in asked
    assert 'name="amount" value="full"' in asked.partition("<main")[0]
    assert "<img" in full
    assert "<img" not in asked
    assert "<script type=" in full
    assert "<script type=" not in asked
    assert "data-saving" not in full
    # The owner's word goes before the browser's.
    client.post("/cach-hien-thi/", {"amount": "full", "contrast": "high", "size": "large"})
    page = client.get("/dich-vu/", headers={"Save-Data": "on"}).content.decode()
    assert "data-saving" not in page
    assert 'data-size="large" data-contrast="high"' in page
    client.post("/cach-hien-thi/", {"amount": "low"})
    page = client.get("/cach-hien-thi/").content.decode()
    assert 'data-contrast="high" data-saving' in page
    assert "Tiết kiệm dữ liệu" in page


def token_in(markup):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', markup)[1]


def test_a_page_drawn_for_one_is_given_to_all_and_holds_nothing_of_anybody(
    province, service, signed_in, tenant_client, settings
):
    """The token of a form is the visitor's own, a name never gets in, news are there at once."""
    settings.MOTCUA_REMEMBER_SECONDS = 10**6
    named, _applicant = signed_in(province)
    first, second = tenant_client(province.slug), tenant_client(province.slug)
    second.handler.enforce_csrf_checks = True
    for path in ("/", "/dich-vu/", f"/dich-vu/{service.slug}/"):
        assert "Trần Thị Mẫu" in named.get(path).content.decode()
        drawn = first.get(path).content.decode()
        with CaptureQueriesContext(connection) as said:
            given = second.get(path)
        again = given.content.decode()
        assert "Trần Thị Mẫu" not in drawn + again
        assert "Trần Thị Mẫu" in named.get(path).content.decode()
        own, other = token_in(again), token_in(drawn)
        assert own != other
        assert other not in again
        assert again.replace(own, other) == drawn.replace(token_in(drawn), other)
        assert given.headers[KEEP] == "read"
        if path != "/":
            assert len(reads(said)) <= 2
        form = {"size": "normal", "csrfmiddlewaretoken": own}
        assert second.post("/cach-hien-thi/", form).status_code == 303
        second.cookies.pop(DISPLAY)
    assert "<img" not in first.get("/", headers={"Save-Data": "on"}).content.decode()
    with in_tenant(province.schema_name):
        new = publish(small_document(), now=timezone.now())
        HomePage.objects.get().add_child(instance=NewsPage(title="Tin rất mới", intro="a"))
    assert "Tin rất mới" in first.get("/").content.decode()
    assert new.slug in first.get("/dich-vu/").content.decode()


def order_faults(markup):
    """What somebody would miss who gets no style sheet and no script, or listens to the page."""
    page = BeautifulSoup(markup, "lxml")
    faults = []
    levels = [int(each.name[1]) for each in page.find_all(re.compile("^h[1-6]$"))]
    main = [int(each.name[1]) for each in page.main.find_all(re.compile("^h[1-6]$"))]
    if levels.count(1) != 1:
        faults.append(f"{levels.count(1)} first headings")
    if main and main[0] == 1:
        faults += [f"h{a} then h{b}" for a, b in pairwise(main) if b > a + 1]
    first = page.body.find(["a", "button", "input", "select", "textarea"])
    if first.get("href") != f"#{page.main['id']}":
        faults.append("the first stop leads not to the contents")
    order = [each.name for each in page.body.find_all(["header", "main", "footer"])]
    if [each for each in order if each != "header"][:2] != ["main", "footer"] or order[
        0
    ] != "header":
        faults.append(f"order {order}")
    for form in page.find_all("form"):
        if not form.find("button"):
            faults.append(f"nothing sends the form to {form.get('action')}")
    for each in page.find_all("img"):
        if not each.has_attr("alt"):
            faults.append(f"no words for {each.get('src')}")
    # What is hidden waits for a script, so it must be an extra that a script brings.
    for each in page.find_all(hidden=True):
        if not any(name.startswith("data-") for name in each.attrs):
            faults.append(f"hidden for ever without scripts: {each.name}")
    if page.find(style=True) or page.find(lambda tag: any(a.startswith("on") for a in tag.attrs)):
        faults.append("style or script inside the markup")
    return faults


def test_pages_read_in_order_without_styles_and_scripts(province, service, signed_in):
    client, applicant = signed_in(province)
    with in_tenant(province.schema_name):
        draft = start_draft(version_id=service.id, applicant=applicant, now=timezone.now())
    paths = [
        "/", "/dich-vu/", "/dich-vu/?q=khong-co", f"/dich-vu/{service.slug}/", "/tra-cuu/",
        "/cach-hien-thi/", "/ngoai-mang/", "/hoi-dap/", "/hoi-dap/hoi/", "/gop-y/", "/thong-ke/",
        "/ho-so/", "/hop-thu/", f"/nop-ho-so/{service.slug}/",
        f"/to-khai/{draft.id}/{draft.page_id}/", f"/to-khai/{draft.id}/kiem-tra/",
    ]  # fmt: skip
    found = {path: order_faults(client.get(path, follow=True).content) for path in paths}
    assert {path: faults for path, faults in found.items() if faults} == {}
    # The test can fail.
    broken = b"<body><header><h1>A</h1></header><main id=m><h1>B</h1><h3>C</h3><form></form></main>"
    assert len(order_faults(broken + b"<footer><a href=x>x</a><img src=a></footer>")) >= 4
