"""Asking every address of an urlconf, for the matrices."""

import sys
from collections.abc import Iterator
from http.cookies import SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.utils.translation import get_language

from motcua.kernel.recent import Recent
from tests.security.planted import Dossier, Planted, undone
from tests.security.providers import values_of
from tests.security.routes import Route, path_of, routes_of

TENANT_URLS = "motcua.config.urls_tenant"
PLATFORM_URLS = "motcua.config.urls_public"
ADMIN = "quan-tri/"
SEARCH = "?q={word}&query={word}&ma={word}&trang=1&muc=tat-ca"
# Wagtail's own page for trying out its error page raises on purpose.
ON_PURPOSE = {"quan-tri/failwhale/"}


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "".join(f"{name}: {value}\n" for name, value in response.items())
    return headers + body.decode("utf-8", "replace")


def asked(
    client: Any, path: str, *, methods: tuple[str, ...] = ("get", "post")
) -> Iterator[tuple[str, int, str]]:
    """Answers to GET and POST, without what they changed, signing out included."""
    cookies = client.cookies.output(header="", sep=";")
    for method in methods:
        with undone():
            response = getattr(client, method)(path)
            yield f"{method.upper()} {path}", response.status_code, text_of(response)
        client.cookies = SimpleCookie(cookies)


def tenant_routes() -> list[Route]:
    return [route for route in routes_of(TENANT_URLS) if route.template not in ON_PURPOSE]


def is_own(route: Route) -> bool:
    """Ours, or Wagtail's."""
    return "wagtail" not in route.view.__module__


def of_each_kind(routes: list[Route]) -> list[Route]:
    """All of ours; of Wagtail's, the first address of each of its modules: they are lists, forms,
    histories and choosers made by the same few generic views, and know nothing of tenants."""
    chosen: dict[str, Route] = {}
    for route in routes:
        kind = route.template if is_own(route) else route.view.__module__
        chosen.setdefault(kind, route)
    return list(chosen.values())


def paths_of(route: Route, *values: dict[str, Any]) -> list[str]:
    """The route's addresses with each of the values, each once."""
    return list(dict.fromkeys(path_of(route, each) for each in values))


def search_of(route: Route, word: str) -> list[str]:
    """A list's address with everything asked for that a list can be asked."""
    return [] if route.parameters else [f"/{route.template}{SEARCH.format(word=word)}"]


def both_values(owner: Planted) -> list[dict[str, Any]]:
    """What fills the parameters: of the dossier that has a twin next door, and of the other."""
    return [_values(owner, owner.twin), _values(owner, owner.lone)]


def _values(owner: Planted, dossier: Dossier) -> dict[str, Any]:
    return values_of(owner, dossier)


def draw_nothing(monkeypatch: Any) -> None:
    """Answers keep their status and headers, but no template is run.

    For tests that ask who gets in: that is decided before a page is drawn, and drawing it (the
    page that says no just as the others) costs as much as all the rest of a request.
    """
    monkeypatch.setattr(
        "django.template.backends.django.Template.render", lambda *_args, **_kwargs: ""
    )
    # Nor is the nothing remembered for whoever comes next.
    monkeypatch.setattr("motcua.portal.runner.quick.Pages.put", lambda *_args, **_kwargs: None)
    import_module(TENANT_URLS)
    for name, module in list(sys.modules.items()):
        if name.startswith(("motcua.portal.", "motcua.formpages.")):
            for key, value in list(vars(module).items()):
                if type(value) is Recent:
                    monkeypatch.setattr(module, key, Recent(value._size))


def refuse_shortly(monkeypatch: Any) -> None:
    """Instead of the whole page that says that nothing is there, what that page is made from.

    It is the same page for everybody, one of ours and one of Wagtail's; ``test_pages.py`` looks
    at both.
    """

    def shortly(request: Any, exception: Any = None, **_more: Any) -> HttpResponse:
        return HttpResponse(f"{request.path} {exception!r}", status=404)

    monkeypatch.setattr(f"{TENANT_URLS}.handler404", shortly, raising=False)
    monkeypatch.setattr("wagtail.admin.urls.page_not_found", shortly)


def make_menus_once(monkeypatch: Any) -> dict[Any, Any]:
    """Wagtail's menu beside its pages is made once for each person, and then shown again.

    It says what somebody may open and knows nothing of the page, but making it costs as much as
    the page. Whoever empties what is returned sees the next one made anew.
    """
    from wagtail.admin.templatetags import wagtailadmin_tags as tags

    made: dict[Any, Any] = {}

    def once(part: str, make: Any, user_of: Any) -> Any:
        def known(given: Any) -> Any:
            whose = part, connection.schema_name, user_of(given).pk, get_language()
            if whose not in made:
                made[whose] = make(given)
            return made[whose]

        return known

    def of_request(request: Any) -> Any:
        return request.user

    menu, areas = tags.admin_menu, tags.admin_search_areas
    monkeypatch.setattr(menu, "render_component", once("menu", menu.render_component, of_request))
    search = areas.search_items_for_request
    monkeypatch.setattr(areas, "search_items_for_request", once("search", search, of_request))
    packer = tags.JSContext
    packed = once("packed", lambda parts: packer().pack(parts), lambda parts: parts[-1].user)
    monkeypatch.setattr(tags, "JSContext", lambda: SimpleNamespace(pack=packed))
    return made
