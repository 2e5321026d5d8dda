"""Checklist item 1: nobody's session opens anything of one tenant on another tenant's host.

The matrix is made from the URLs themselves; a new route is in it by itself, and a new kind of
parameter fails here until somebody says what to fill it with.
"""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings

from tests.security.planted import Planted, client_with, undone
from tests.security.providers import EXPRESSIONS, values_of
from tests.security.routes import NoProvider, Route, path_of, routes_of

pytestmark = pytest.mark.django_db
TENANT_URLS = "motcua.config.urls_tenant"
PLATFORM_URLS = "motcua.config.urls_public"
REFUSALS = {301, 302, 303, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429}
# Wagtail's own page for trying out its error page raises on purpose.
ON_PURPOSE = {"quan-tri/failwhale/"}
# The identity provider of the state is a simulator that does not run here: told plainly.
AWAY = {"POST /accounts/oidc/vneid/login/", "GET /accounts/oidc/vneid/login/callback/"}
# Wagtail's own views stumble over an empty form of its own editors'; nothing is shown or changed.
CRASHES_OF_WAGTAIL = {"POST /quan-tri/choose-external-link/"}
SEARCH = "?q={word}&query={word}&ma={word}&trang=1&muc=tat-ca"


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "".join(f"{name}: {value}\n" for name, value in response.items())
    return headers + body.decode("utf-8", "replace")


def asked(client: Any, path: str, *, writing: bool = True) -> Iterator[tuple[str, int, str]]:
    """Answers to GET and POST, without what they changed, signing out included."""
    cookies = client.cookies.output(header="", sep=";")
    for method in ("get", "post") if writing and "?" not in path else ("get",):
        with undone():
            response = getattr(client, method)(path)
            yield f"{method.upper()} {path}", response.status_code, text_of(response)
        client.cookies = SimpleCookie(cookies)


def _is_expected(what: str) -> bool:
    return what in CRASHES_OF_WAGTAIL | AWAY or bool(
        re.fullmatch(r"POST /quan-tri/pages/\d+/copy/", what)
    )


def problems(host: str, key: str | None, owner: Planted, *, at_home: bool = False) -> list[str]:
    """What of ``owner``'s is seen at ``host``, and what answers with an error."""
    client, found = client_with(host, key), []
    for path, route in paths_of(owner).items():
        # Wagtail's own views take no words of ours: an empty form of theirs is tried elsewhere.
        own = is_own(route)
        if at_home and not own:
            continue
        for what, status, text in asked(client, path, writing=own):
            found += _judged(what, status, text, owner, may_open=at_home)
    return found


def is_own(route: Route) -> bool:
    return "wagtail" not in route.view.__module__


def paths_of(owner: Planted) -> dict[str, Route]:
    """Every route, with both dossiers' ids; lists once more with everything asked for."""
    chosen = [values_of(owner, owner.twin), values_of(owner, owner.lone)]
    paths: dict[str, Route] = {}
    for route in routes_of(TENANT_URLS):
        if route.template in ON_PURPOSE:
            continue
        paths |= dict.fromkeys((path_of(route, values) for values in chosen), route)
        if not route.parameters:
            paths[f"/{route.template}{SEARCH.format(word=owner.word)}"] = route
    return paths


def _judged(what: str, status: int, text: str, owner: Planted, *, may_open: bool) -> list[str]:
    """The word itself was asked for in searches, and may be said back."""
    searched = what.endswith(SEARCH.format(word=owner.word))
    leaks = [word for word in owner.leaks_in(text) if not (searched and word == owner.word)]
    found = [f"{what} ({status}) shows {leaks}"] if leaks else []
    if status != 200 and status not in REFUSALS and not _is_expected(what):
        found.append(f"{what} answers {status}")
    if not may_open and status == 200 and any(each in what for each in owner.ids_here_only()):
        found.append(f"{what} opens an object of the neighbour's")
    return found


@pytest.fixture(autouse=True)
def _files_on_the_tenant_s_own_host(monkeypatch):
    """Otherwise the answer is a link, and the matrix would not see what is behind it."""
    monkeypatch.setattr(settings, "MOTCUA_FILES_HOST", "")


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
def test_sessions_of_one_tenant_open_nothing_on_the_other_s_host(both, who):
    one, other = both
    found = problems(other.host(), one.key_of(who), one)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["applicant", "officer"])
def test_a_tenant_s_own_people_see_nothing_of_the_neighbour_s(both, who):
    """The other way round: identifiers of the neighbour's, asked for at home."""
    one, other = both
    found = problems(other.host(), other.key_of(who), one)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["applicant", "officer"])
def test_the_canaries_do_sing_at_home(both, who):
    """Proof that the matrix reaches the pages: at home they show what must not be seen abroad."""
    one, _other = both
    lines = problems(one.host(), one.key_of(who), one, at_home=True)
    seen = {line.split()[1].partition("?")[0] for line in lines if " shows " in line}
    at = one.twin
    wanted = {
        "applicant": {
            "/ho-so/", f"/ho-so/{at.case_id}/", f"/bien-nhan/{at.submission_id}/",
            f"/to-khai/{at.draft_id}/pag_who/", f"/to-khai/{at.draft_id}/kiem-tra/",
            f"/xac-minh/{at.verify_token}/", f"/tep/{at.submission_id}/{at.file_id}/",
            f"/dich-vu/{at.slug}/", "/dich-vu/", "/hop-thu/",
        },
        "officer": {
            f"/quan-tri/mot-cua/{at.case_id}/", "/quan-tri/dich-vu/",
            f"/quan-tri/mot-cua/{at.case_id}/tep/{at.file_id}/",
            f"/quan-tri/dich-vu/{at.service_id}/ban-nhap/",
        },
    }[who]  # fmt: skip
    assert not wanted - seen
    assert not [line for line in lines if " answers 5" in line]


@pytest.mark.parametrize("who", ["applicant", "officer"])
def test_tenants_sessions_are_nothing_to_the_platform(both, who):
    one, _other = both
    client, found = client_with(settings.MOTCUA_PLATFORM_HOST, one.key_of(who)), []
    for route in routes_of(PLATFORM_URLS):
        for what, status, text in asked(client, path_of(route, PLATFORM_VALUES)):
            found += _judged(what, status, text, one, may_open=False)
    assert not found, "\n".join(found)


PLATFORM_VALUES: dict[str, Any] = {
    "provider_id": "vneid",
    "simulator/mail/:name": "khong-co",
} | EXPRESSIONS


def test_a_parameter_nobody_knows_fails_with_advice():
    unknown = Route("moi/<thu_moi>/", ("thu_moi",), lambda _request: None, "moi")
    with pytest.raises(NoProvider, match=r"providers\.py"):
        path_of(unknown, {"case_id": 1})
