"""What the portal's editors have in Wagtail's admin besides pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from motcua.catalogue.api import list_published
from motcua.catalogue.finding.api import Synonym
from motcua.identity.api import actor_from_request
from motcua.kernel.i18n import pick
from motcua.portal.desk.shell import CONFIGURE, EDIT, LOOKS, screen_for
from motcua.portal.models import CitizenQuestion, LegalAct, QuestionCategory
from motcua.portal.models.blocks import SERVICES_LIST
from motcua.portal.offline import mark_readable
from motcua.portal.operations.questions import settle_answer
from motcua.portal.remembered import remembered

_MOST_OFFERED = 100


class OwnChooser(SnippetChooserViewSet):
    """Wagtail lets everybody of the staff choose; questions of citizens are for editors alone."""

    def get_urlpatterns(self) -> list[URLPattern]:
        found: list[URLPattern] = super().get_urlpatterns()
        for each in found:
            each.callback = screen_for(*EDIT)(each.callback)
        return found


class LegalActViews(SnippetViewSet):
    model = LegalAct
    chooser_viewset_class = OwnChooser
    icon = "doc-full-inverse"
    menu_label = _("Văn bản")
    url_prefix = "van-ban"
    list_display = ["number", "title", "effective_on", "expired_on"]
    list_filter = ["kind", "is_public"]
    search_fields = ["number", "title", "issuer"]


class CategoryViews(SnippetViewSet):
    model = QuestionCategory
    chooser_viewset_class = OwnChooser
    icon = "tag"
    menu_label = _("Chủ đề hỏi đáp")
    url_prefix = "chu-de-hoi-dap"


class QuestionViews(SnippetViewSet):
    """Citizens ask on the portal; here they are answered. None is made or copied here."""

    model = CitizenQuestion
    chooser_viewset_class = OwnChooser
    icon = "help"
    menu_label = _("Câu hỏi")
    url_prefix = "cau-hoi"
    list_display = [
        "title",
        Column("get_kind_display", label=_("Loại"), accessor="get_kind_display"),
        Column("get_state_display", label=_("Tình trạng"), accessor="get_state_display"),
        "created_at",
    ]
    list_filter = ["state", "kind", "category"]
    search_fields = ["title", "text"]
    copy_view_enabled = False


class SynonymViews(SnippetViewSet):
    model = Synonym
    chooser_viewset_class = OwnChooser
    icon = "link"
    menu_label = _("Từ đồng nghĩa")
    url_prefix = "tu-dong-nghia"
    list_display = ["said", "meant", "created_at"]
    search_fields = ["said", "meant"]


class PortalGroup(SnippetViewSetGroup):
    items = (LegalActViews, QuestionViews, CategoryViews, SynonymViews)
    menu_icon = "site"
    menu_label = _("Cổng thông tin")
    menu_name = "portal"
    menu_order = 210


register_snippet(PortalGroup)


@hooks.register("on_serve_page")
def readable_without_network(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of editors may be kept on a phone: home, guides, contacts, news."""

    def marked(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        def draw() -> HttpResponse:
            answer = serve(page, request, args, kwargs)
            mark_readable(request, answer)
            return answer

        return remembered(request, draw)

    return marked


@hooks.register("after_edit_snippet")
def after_edit(request: HttpRequest, instance: Any) -> None:
    """An answer was saved: note who and when, tell who asked."""
    if isinstance(instance, CitizenQuestion):
        settle_answer(instance, by=actor_from_request(request), now=timezone.now())


@hooks.register("insert_editor_js")
def services_to_choose_from() -> SafeString:
    """What the fields for a service offer while one types; any other may be typed by its code."""
    cards = list_published(limit=_MOST_OFFERED).items
    options = format_html_join(
        "",
        '<option value="{}">{}</option>',
        ((card.slug, f"{pick(card.name)} · {card.code}") for card in cards),
    )
    return format_html('<datalist id="{}">{}</datalist>', SERVICES_LIST, options)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    return [path("cong/", include("motcua.portal.desk.urls"))]


@hooks.register("register_admin_menu_item")
def searches_item() -> MenuItem:
    return _Item(
        _("Tìm không thấy"),
        reverse("portal_desk:searches"),
        name="searches",
        icon_name="search",
        order=215,
        needs=EDIT,
    )


@hooks.register("register_admin_menu_item")
def looks_item() -> MenuItem:
    return _Item(
        _("Giao diện cổng"),
        reverse("portal_desk:looks"),
        name="looks",
        icon_name="view",
        order=220,
        needs=LOOKS,
    )


@hooks.register("register_admin_menu_item")
def domains_item() -> MenuItem:
    return _Item(
        _("Tên miền riêng"),
        reverse("portal_desk:domains"),
        name="domains",
        icon_name="globe",
        order=225,
        needs=CONFIGURE,
    )


class _Item(MenuItem):
    """Shown to whom the screen lets in; the screen checks for itself. ``is_ours``: see the staff
    site's menu, which leaves only its own entries to those who write no pages."""

    is_ours = True

    def __init__(self, label: Any, url: str, *, needs: tuple[str, ...], **more: Any) -> None:
        super().__init__(label, url, **more)
        self._needs = needs

    def is_shown(self, request: HttpRequest) -> bool:
        by = actor_from_request(request)
        return any(by.may(permission) for permission in self._needs)
