"""Item 26: files are shown on a host of their own, by links that are good for a minute."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from motcua.files import host_links
from motcua.files.api import get_file, list_files
from motcua.files.models import ScanState, StoredFile
from tenants.api import TenantStatus, find_tenant, set_tenant_status
from tenants.queries.directory import forget_directory
from tests.factories import files as make
from tests.security.planted import client_with, kept_for_several_tests, plant

pytestmark = pytest.mark.django_db
HOST = "tep.motcua.localhost"


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory):
    """Planted once, in a transaction around those of the tests: it costs more than they do."""
    root = tmp_path_factory.mktemp("files")
    with override_settings(MOTCUA_PRIVATE_ROOT=root), kept_for_several_tests(django_db_blocker):
        with django_db_blocker.unblock():
            planted = plant(find_tenant(slug="lam-dong"), word="Kanariaxanh")
        yield planted
    forget_directory()


@pytest.fixture
def planted(kept, province):
    return kept


def own_address(planted):
    return f"/tep/{planted.twin.submission_id}/{planted.twin.file_id}/"


def sent_over(client, address):
    """Where a page sends the browser for the file."""
    answer = client.get(address)
    assert answer.status_code == 302, answer.status_code
    parts = urlsplit(answer["Location"])
    assert parts.netloc == HOST
    assert "no-store" in answer["Cache-Control"]
    return parts.path


def fetch(path, host=HOST, **extra):
    return Client(SERVER_NAME=host, raise_request_exception=False).get(path, **extra)


def test_citizen_and_officer_are_sent_to_the_file(planted):
    citizen = client_with(planted.host(), planted.applicant_key())
    officer = client_with(planted.host(), planted.staff_key())
    for path in (
        sent_over(citizen, own_address(planted)),
        sent_over(officer, f"/quan-tri/mot-cua/{planted.twin.case_id}{own_address(planted)[:5]}"
                           f"{planted.twin.file_id}/"),
    ):  # fmt: skip
        answer = fetch(path)
        assert answer.status_code == 200
        assert b"".join(answer).startswith(b"%PDF-")
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"


def test_no_cookie_is_set_there_and_none_is_read(planted):
    key = planted.applicant_key()
    path = sent_over(client_with(planted.host(), key), own_address(planted))
    with_cookie = client_with(HOST, key).get(path)
    assert with_cookie.status_code == 200
    for answer in (with_cookie, fetch(path), fetch("/nothing"), fetch("/"), fetch("/healthz")):
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers


def test_nothing_else_lives_there(planted):
    for path in (
        "/",
        "/dich-vu/",
        "/quan-tri/",
        "/graphql",
        "/accounts/login/",
        own_address(planted),
    ):
        assert fetch(path).status_code in (403, 404), path
    path = sent_over(client_with(planted.host(), planted.applicant_key()), own_address(planted))
    assert fetch(path, host=planted.host()).status_code == 404
    assert fetch(path, host="motcua.localhost").status_code == 404
    assert Client(SERVER_NAME=HOST).post(path).status_code == 405


def test_a_link_ends_after_a_minute_and_cannot_be_changed(planted):
    with planted.inside():
        stored = get_file(planted.twin.file_id)
        fresh = host_links.make_link(stored, inline=False, now=timezone.now())
        old = host_links.make_link(
            stored, inline=False, now=timezone.now() - timedelta(seconds=host_links.SECONDS + 1)
        )
    assert fetch(f"/{fresh}").status_code == 200
    assert fetch(f"/{old}").status_code == 410
    for bad in (fresh[:-1] + ("A" if fresh[-1] != "A" else "B"), "x", fresh.replace(":", "", 1)):
        assert fetch(f"/{bad}").status_code == 403


def test_a_link_of_one_purpose_serves_no_other(planted):
    """Links signed for other things open nothing here."""
    from motcua.files.api import signed_link
    from motcua.kernel.actors import SYSTEM

    with planted.inside():
        other = signed_link(file_id=planted.twin.file_id, by=SYSTEM, now=timezone.now())
    assert fetch(f"/{other}").status_code == 403


def test_the_neighbour_s_file_of_the_same_id_is_not_shown(planted, ministry):
    twin = plant(ministry, word="Hoanganhdo")
    assert twin.twin.file_id == planted.twin.file_id
    with planted.inside():
        link = host_links.make_link(
            get_file(planted.twin.file_id), inline=False, now=timezone.now()
        )
    content = b"".join(fetch(f"/{link}"))
    assert b"Kanariaxanh" in content
    assert b"Hoanganhdo" not in content


def test_what_is_withdrawn_meanwhile_is_not_shown(planted):
    client = client_with(planted.host(), planted.applicant_key())
    path = sent_over(client, own_address(planted))
    with planted.inside():
        StoredFile.objects.update(scan_state=ScanState.PENDING)
    assert fetch(path).status_code == 409
    assert client.get(own_address(planted)).status_code == 409
    with planted.inside():
        StoredFile.objects.update(scan_state=ScanState.CLEAN)
    set_tenant_status(tenant_id=planted.tenant.id, status=TenantStatus.CLOSED)
    assert fetch(path).status_code == 404


def test_pictures_may_stand_in_our_pages_and_only_pictures(planted):
    with planted.inside():
        picture = make.store(make.png(), "ảnh.png")
        paper = next(each for each in list_files(f"case:{planted.twin.case_id}"))
        links = [
            host_links.make_link(each, inline=True, now=timezone.now()) for each in (picture, paper)
        ]
    shown, kept = (fetch(f"/{link}") for link in links)
    assert shown["Content-Disposition"].startswith("inline;")
    assert shown["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert kept["Content-Disposition"].startswith("attachment;")
    page = client_with(planted.host()).get("/dich-vu/")
    assert f"http://{HOST}" in page["Content-Security-Policy"]


def test_without_such_a_host_the_file_comes_sandboxed_from_the_tenant(planted, settings):
    settings.MOTCUA_FILES_HOST = ""
    answer = client_with(planted.host(), planted.applicant_key()).get(own_address(planted))
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_no_tenant_can_take_that_host():
    from tenants.api import SlugRefused, create_tenant

    assert settings.MOTCUA_FILES_HOST == HOST
    with pytest.raises(SlugRefused):
        create_tenant(slug="tep", name="x", short_name="x", kind="agency", agency_code="X")
