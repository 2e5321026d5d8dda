"""Checklist item 1: nobody's session opens anything of one tenant on another tenant's host.

The matrix is made from the URLs themselves; a new route is in it by itself, and a new kind of
parameter fails here until somebody says what to fill it with.

It asks with the strongest session there can be (an applicant and an officer with every role, in
one browser) instead of with each alone: rights only add up, so what that does not open, neither
opens. Every address of ours is asked with GET and POST, abroad and at home, with ids that exist on
both sides and with ids that exist on one. Wagtail's own views know nothing of tenants and come
from a few generic ones, so at home one address of each of its modules is asked; abroad all.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from django.conf import settings

from tests.security.asking import (
    ADMIN,
    PLATFORM_URLS,
    asked,
    both_values,
    is_own,
    make_menus_once,
    of_each_kind,
    paths_of,
    refuse_shortly,
    search_of,
    tenant_routes,
)
from tests.security.planted import Planted, client_with
from tests.security.providers import PLATFORM_VALUES
from tests.security.routes import NoProvider, Route, path_of, routes_of
from tests.security.test_default_deny import PUBLIC

pytestmark = pytest.mark.django_db
REFUSALS = {301, 302, 303, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429}
# The identity provider of the state is a simulator that does not run here: told plainly.
AWAY = {"POST /accounts/oidc/vneid/login/", "GET /accounts/oidc/vneid/login/callback/"}
READING = ("get",)


def seen_at(
    client: Any, paths: Iterable[str], owner: Planted, *, methods: Iterable[str], searched: str = ""
) -> list[str]:
    """What of ``owner``'s is seen at addresses of one route, and which answer with an error.

    Where a method is not the way at all, it is not asked again with other ids.
    """
    found, left = [], list(methods)
    for path in paths:
        for what, status, text in asked(client, path, methods=tuple(left)):
            found += _judged(what, status, text, owner, searched)
            if status == 405:
                left.remove(what.partition(" ")[0].lower())
    return found


def _judged(what: str, status: int, text: str, owner: Planted, searched: str) -> list[str]:
    """A word that was ``searched`` for may be said back."""
    leaks = [word for word in owner.leaks_in(text) if word != searched]
    found = [f"{what} ({status}) shows {leaks}"] if leaks else []
    if status != 200 and status not in REFUSALS and what not in AWAY:
        found.append(f"{what} answers {status}")
    if status == 200 and any(each in what for each in owner.ids_here_only()):
        found.append(f"{what} opens an object of the neighbour's")
    return found


@pytest.fixture(autouse=True)
def _files_on_the_tenant_s_own_host(monkeypatch):
    """Otherwise the answer is a link, and the matrix would not see what is behind it."""
    monkeypatch.setattr(settings, "MOTCUA_FILES_HOST", "")


@pytest.fixture(autouse=True)
def _short_refusals(monkeypatch):
    refuse_shortly(monkeypatch)


def test_the_twins_have_equal_ids_and_different_contents(both):
    one, other = both
    assert one.twin.case_id == other.twin.case_id
    assert one.twin.file_id == other.twin.file_id
    assert one.staff_id == other.staff_id
    assert one.staff_username == other.staff_username
    assert one.lone.case_id != other.lone.case_id
    assert not set(one.canaries) & set(other.canaries)


def test_a_session_of_one_tenant_opens_nothing_on_the_other_s_host(both):
    one, other = both
    client, found = client_with(other.host(), one.key_of("everybody")), []
    values = both_values(one)
    for route in tenant_routes():
        # Wagtail's own views take no words of ours: an empty form of theirs is tried elsewhere.
        methods = ("get", "post") if is_own(route) else READING
        found += seen_at(client, paths_of(route, *values), one, methods=methods)
        if is_own(route):
            listed = search_of(route, one.word)
            found += seen_at(client, listed, one, methods=READING, searched=one.word)
    assert not found, "\n".join(found)


def test_a_visitor_sees_nothing_of_the_neighbour_s_in_public(both):
    """All other addresses send a visitor to sign in: ``test_default_deny.py``."""
    one, other = both
    client, found, values = client_with(other.host()), [], both_values(one)
    for route in tenant_routes():
        if route.template in PUBLIC:
            found += seen_at(client, paths_of(route, *values), one, methods=("get", "post"))
            listed = search_of(route, one.word)
            found += seen_at(client, listed, one, methods=READING, searched=one.word)
    assert not found, "\n".join(found)


def test_at_home_nothing_of_the_neighbour_s_is_seen(both, monkeypatch):
    """Identifiers of the neighbour's, asked for at home by people who may see everything there.

    The neighbour's own people have just looked at the same address on their own host: whatever
    the process remembers of that is still warm.
    """
    one, other = both
    there = client_with(one.host(), one.key_of("everybody"))
    here = client_with(other.host(), other.key_of("everybody"))
    twin, lone = both_values(one)
    found, sung, menus = [], set(), make_menus_once(monkeypatch)
    # The neighbour's menu first, that whatever is remembered of it would show in ours.
    list(asked(there, f"/{ADMIN}", methods=READING))
    for route in of_each_kind(tenant_routes()):
        path, foreign = path_of(route, twin), path_of(route, lone)
        methods, listed = READING, []
        if is_own(route):
            [(_, status, text)] = asked(there, path, methods=READING)
            sung |= {path} if one.leaks_in(text) else set()
            methods = ("post",) if status == 405 else ("get", "post")
            listed = search_of(route, one.word) if status != 405 else []
        found += seen_at(here, dict.fromkeys((path, foreign)), one, methods=methods)
        found += seen_at(here, listed, one, methods=READING, searched=one.word)
    menus.clear()
    # With whatever is remembered by now.
    found += seen_at(here, [f"/{ADMIN}"], one, methods=READING)
    assert not found, "\n".join(found)
    # Proof that the matrix reaches the pages: at home they show what must not be seen abroad.
    unseen = sorted(shown_at_home(one) - sung)
    assert not unseen, unseen


def shown_at_home(owner: Planted) -> set[str]:
    at = owner.twin
    return {
        # To the applicant.
        "/ho-so/", f"/ho-so/{at.case_id}/", f"/bien-nhan/{at.submission_id}/",
        f"/to-khai/{at.draft_id}/pag_who/", f"/to-khai/{at.draft_id}/kiem-tra/",
        f"/xac-minh/{at.verify_token}/", f"/tep/{at.submission_id}/{at.file_id}/",
        f"/dich-vu/{at.slug}/", "/dich-vu/", "/hop-thu/",
        # To the officer.
        f"/quan-tri/mot-cua/{at.case_id}/", "/quan-tri/dich-vu/",
        f"/quan-tri/mot-cua/{at.case_id}/tep/{at.file_id}/",
        f"/quan-tri/dich-vu/{at.service_id}/ban-nhap/",
    }  # fmt: skip


# On the platform everybody may find what agencies have published, by its name.
OPEN_ON_THE_PLATFORM = {"tim-dich-vu/"}


def test_tenants_sessions_are_nothing_to_the_platform(both):
    one, _other = both
    client, found = client_with(settings.MOTCUA_PLATFORM_HOST, one.key_of("everybody")), []
    for route in routes_of(PLATFORM_URLS):
        path = path_of(route, PLATFORM_VALUES)
        if route.template not in OPEN_ON_THE_PLATFORM:
            found += seen_at(client, [path], one, methods=("get", "post"))
    assert not found, "\n".join(found)


def test_a_parameter_nobody_knows_fails_with_advice():
    unknown = Route("moi/<thu_moi>/", ("thu_moi",), lambda _request: None, "moi")
    with pytest.raises(NoProvider, match=r"providers\.py"):
        path_of(unknown, {"case_id": 1})
