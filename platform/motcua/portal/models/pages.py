"""Pages that a tenant's staff write. Services have pages of their own, made from documents."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from motcua.catalogue.api import list_published
from motcua.portal.models.blocks import BodyBlock

NEWS_ON_HOME = 3
SERVICES_ON_HOME = 6
EVENTS_ON_HOME = 8
GUIDE = "huong-dan"


class HomePage(Page):
    """The tenant's front door: search, services, tracking, news."""

    heading = models.CharField(_("tiêu đề lớn"), max_length=160, blank=True)
    intro = models.TextField(_("lời giới thiệu"), max_length=500, blank=True)

    template = "pages/home.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
    ]

    class Meta:
        verbose_name = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["services"] = list_published(limit=SERVICES_ON_HOME).items
        context["life_events"] = (
            Page.objects.type(_life_event()).live().order_by("path")[:EVENTS_ON_HOME]
        )
        context["guide"] = Page.objects.live().filter(slug=GUIDE).order_by("path").first()
        context["news"] = NewsPage.objects.live().order_by("-published_on", "-pk")[:NEWS_ON_HOME]
        return context


def _life_event() -> type[Page]:
    from motcua.portal.models.guidance import LifeEventPage

    return LifeEventPage


class TextPage(Page):
    """A page of text: a guide, a contact page, an explanation."""

    intro = models.TextField(_("lời dẫn"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("nội dung"))

    template = "pages/text.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("trang nội dung")


class NewsIndexPage(Page):
    """All news, newest first."""

    template = "pages/news_index.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["portal.NewsPage"]
    page_size: ClassVar[int] = 10

    class Meta:
        verbose_name = _("trang tin tức")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.child_of(self).live().order_by("-published_on", "-pk")
        context["page_of_news"] = Paginator(news, self.page_size).get_page(request.GET.get("trang"))
        return context


class NewsPage(Page):
    published_on = models.DateField(_("ngày đăng"), default=timezone.localdate, db_index=True)
    intro = models.TextField(_("tóm tắt"), max_length=500)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("nội dung"))

    template = "pages/news.html"
    parent_page_types: ClassVar[list[str]] = ["portal.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("tin")
