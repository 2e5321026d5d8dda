"""The pages every tenant starts with."""

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from motcua.portal.models import HomePage, NewsIndexPage, PortalSettings, TextPage
from tenants.api import current_tenant


def make_first_pages() -> None:
    """In the template: home, news, guide. Idempotent; runs where no tenant is."""
    if HomePage.objects.exists():
        return
    with translation.override("vi"):
        locale, _made = Locale.objects.get_or_create(language_code="vi")
        root = Page.get_first_root_node()
        Page.objects.filter(depth=2).delete()
        root = Page.objects.get(pk=root.pk)
        home = HomePage(
            title=_("Trang chủ"),
            slug="trang-chu",
            heading=_("Làm thủ tục ngay tại nhà"),
            intro=_("Nộp hồ sơ, theo dõi từng bước và nhận kết quả trực tuyến."),
            locale=locale,
        )
        root.add_child(instance=home)
        home.add_child(
            instance=NewsIndexPage(
                title=_("Tin tức"), slug="tin-tuc", show_in_menus=True, locale=locale
            )
        )
        home.add_child(
            instance=TextPage(
                title=_("Hướng dẫn"),
                slug="huong-dan",
                show_in_menus=True,
                locale=locale,
                intro=_("Bốn bước để làm một thủ tục trực tuyến."),
                body=_guide(),
            )
        )
        Site.objects.all().delete()
        Site.objects.create(
            hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Motcua"
        )


def name_site() -> None:
    """In a newborn tenant: its own host and name on the cloned site."""
    tenant = current_tenant()
    Site.objects.update(hostname=tenant.primary_host, site_name=tenant.short_name)
    Site.clear_site_root_paths_cache()
    _first_menu()


def _first_menu() -> None:
    """What the template's pages are called in the menu; editors change it as they like."""
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.menu:
        return
    with translation.override("vi"):
        settings.menu = [
            ("item", {"words": _("Tin tức"), "link": "/tin-tuc/"}),
            ("item", {"words": _("Hướng dẫn"), "link": "/huong-dan/"}),
        ]
    settings.save()


def _guide() -> list[tuple[str, object]]:
    steps = [
        (_("Tìm dịch vụ"), _("Gõ tên thủ tục, không cần dấu, rồi chọn dịch vụ.")),
        (_("Đăng nhập và khai"), _("Một tài khoản dùng cho mọi cơ quan. Trả lời từng câu hỏi.")),
        (_("Kiểm tra và nộp"), _("Xem lại mọi câu trả lời, nộp và lưu biên nhận.")),
        (_("Theo dõi và nhận kết quả"), _("Biết hồ sơ đang ở đâu, ai giữ, bao giờ xong.")),
    ]
    return [("steps", [{"title": title, "text": f"<p>{text}</p>"} for title, text in steps])]
