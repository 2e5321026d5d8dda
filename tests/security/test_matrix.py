"""Checklist item 1: nobody's session opens anything of one tenant on another tenant's host.

The matrix is made from the URLs themselves; a new route is in it by itself, and a new kind of
parameter fails here until somebody says what to fill it with.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests.security.planted import Dossier, Planted, client_with
from tests.security.providers import values_of
from tests.security.routes import NoProvider, Route, path_of, routes_of

pytestmark = pytest.mark.django_db
TENANT_URLS = "motcua.config.urls_tenant"
PLATFORM_URLS = "motcua.config.urls_public"
REFUSALS = {301, 302, 303, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429}
# Wagtail's own page for trying out its error page raises on purpose.
ON_PURPOSE = {"quan-tri/failwhale/"}
SEARCHES = "?q={word}&query={word}&ma={word}&trang=1&muc=tat-ca"


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "".join(f"{name}: {value}\n" for name, value in response.items())
    return headers + body.decode("utf-8", "replace")


def asked(client: Any, path: str) -> Iterator[tuple[str, int, str]]:
    """Answers to GET and POST, without what they changed."""
    for method in ("get", "post"):
        with transaction.atomic():
            response = getattr(client, method)(path)
            yield f"{method.upper()} {path}", response.status_code, text_of(response)
            transaction.set_rollback(True)


def problems(
    urlconf: str, host: str, key: str | None, owner: Planted, dossier: Dossier, strict: bool
) -> list[str]:
    """What of ``owner``'s is seen at ``host``. ``strict``: ids of ``owner`` alone open nothing."""
    client, values, found = client_with(host, key), values_of(owner, dossier), []
    own_ids = [str(each) for each in vars(dossier).values() if each != dossier.slug]
    for route in routes_of(urlconf):
        if route.template in ON_PURPOSE:
            continue
        path = path_of(route, values)
        tries = [path] if route.parameters else [path, path + SEARCHES.format(word=owner.word)]
        for each in tries:
            for what, status, text in asked(client, each):
                found += _judged(what, status, text, owner, strict, own_ids)
    return found


def _judged(
    what: str, status: int, text: str, owner: Planted, strict: bool, own_ids: list[str]
) -> list[str]:
    searched = what.endswith(SEARCHES.format(word=owner.word))
    leaks = [word for word in owner.leaks_in(text) if not (searched and word == owner.word)]
    found = [f"{what} ({status}) shows {leaks}"] if leaks else []
    if status != 200 and status not in REFUSALS:
        found.append(f"{what} answers {status}")
    if strict and status == 200 and any(each in what for each in own_ids):
        found.append(f"{what} opens an object of the neighbour's")
    return found


@pytest.fixture
def both(planted_province, planted_ministry) -> tuple[Planted, Planted]:
    return planted_province, planted_ministry


def test_the_twins_have_equal_ids_and_different_contents(both):
    one, other = both
    assert one.twin.case_id == other.twin.case_id
    assert one.twin.file_id == other.twin.file_id
    assert one.staff_id == other.staff_id
    assert one.staff_username == other.staff_username
    assert one.lone.case_id != other.lone.case_id
    assert not set(one.canaries) & set(other.canaries)


@pytest.mark.parametrize("who", ["anonymous", "applicant", "officer"])
@pytest.mark.parametrize("which", ["twin", "lone"])
def test_sessions_of_one_tenant_open_nothing_on_the_other_s_host(both, who, which):
    one, other = both
    key = {"anonymous": None, "applicant": one.applicant_key(), "officer": one.staff_key()}[who]
    dossier = getattr(one, which)
    found = problems(TENANT_URLS, other.host(), key, one, dossier, strict=which == "lone")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["applicant", "officer"])
@pytest.mark.parametrize("which", ["twin", "lone"])
def test_own_sessions_show_only_the_own_tenant(both, who, which):
    """The other way round: identifiers of the neighbour's, asked for by the tenant's own people."""
    one, other = both
    key = other.applicant_key() if who == "applicant" else other.staff_key()
    dossier = getattr(one, which)
    found = problems(TENANT_URLS, other.host(), key, one, dossier, strict=which == "lone")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["applicant", "officer"])
def test_the_canaries_do_sing_at_home(both, who):
    """Proof that the matrix reaches the pages: at home they show what must not be seen abroad."""
    one, _other = both
    key = one.applicant_key() if who == "applicant" else one.staff_key()
    seen = {
        line.split("(")[0].split()[1].split("?")[0]
        for line in problems(TENANT_URLS, one.host(), key, one, one.twin, strict=False)
        if "shows" in line
    }
    dossier = one.twin
    wanted = {
        "applicant": {
            "/ho-so/", f"/ho-so/{dossier.case_id}/", f"/bien-nhan/{dossier.submission_id}/",
            f"/to-khai/{dossier.draft_id}/pag_who/", f"/to-khai/{dossier.draft_id}/kiem-tra/",
            f"/thanh-toan/{dossier.order_id}/", f"/xac-minh/{dossier.verify_token}/",
            f"/tep/{dossier.submission_id}/{dossier.file_id}/", "/dich-vu/", "/hop-thu/",
        },
        "officer": {
            "/quan-tri/mot-cua/", f"/quan-tri/mot-cua/{dossier.case_id}/", "/quan-tri/dich-vu/",
            f"/quan-tri/mot-cua/{dossier.case_id}/tep/{dossier.file_id}/",
            f"/quan-tri/dich-vu/{dossier.service_id}/ban-nhap/",
        },
    }[who]  # fmt: skip
    assert not wanted - seen


@pytest.mark.parametrize("who", ["applicant", "officer"])
def test_tenants_sessions_are_nothing_to_the_platform(both, who):
    one, _other = both
    key = one.applicant_key() if who == "applicant" else one.staff_key()
    values = PLATFORM_VALUES
    client, found = client_with(settings.MOTCUA_PLATFORM_HOST, key), []
    for route in routes_of(PLATFORM_URLS):
        for what, status, text in asked(client, path_of(route, values)):
            found += _judged(what, status, text, one, False, [])
    assert not found, "\n".join(found)


PLATFORM_VALUES: dict[str, Any] = {"provider_id": "vneid", "simulator/mail/:name": "khong-co"}


def test_a_parameter_nobody_knows_fails_with_advice():
    unknown = Route("moi/<thu_moi>/", ("thu_moi",), lambda request: None, "moi")
    with pytest.raises(NoProvider, match=r"providers\.py"):
        path_of(unknown, {"case_id": 1})
