"""Pages that lead people: landing pages, life events, guides that can be listened to, contacts."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from motcua.portal.models.blocks import (
    SMALL,
    BodyBlock,
    EventStepBlock,
    GuideStepBlock,
    LandingBlock,
    PointBlock,
)

SOUNDS: Final = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav"}
"""Endings of recordings that every browser of the last five years plays."""


class LandingPage(Page):
    """A page put together from parts, for a campaign or a topic."""

    intro = models.TextField(_("mô tả ngắn"), max_length=300, blank=True)
    body = StreamField(LandingBlock(), blank=True, verbose_name=_("các phần"))

    template = "pages/landing.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("trang chuyên đề")


class LifeEventPage(Page):
    """What has to be done when something happens in life, in order, with the services for it."""

    intro = models.TextField(_("lời dẫn"), max_length=500, blank=True)
    steps = StreamField(
        [("step", EventStepBlock())], blank=True, verbose_name=_("việc cần làm, theo thứ tự")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("nội dung thêm"))

    template = "pages/life_event.html"
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("sự kiện trong đời")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from motcua.portal.chosen import facts_by_slug

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        facts = facts_by_slug([step.value["service"] for step in self.steps])
        context["steps"] = [
            {"value": step.value, "service": facts.get(step.value["service"])}
            for step in self.steps
        ]
        return context


class GuidePage(Page):
    """A guide step by step that can also be listened to: a recording, or the browser's voice."""

    intro = models.TextField(_("lời dẫn"), max_length=500, blank=True)
    steps = StreamField([("step", GuideStepBlock())], blank=True, verbose_name=_("các bước"))
    recording = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("bản thu lời đọc"),
        help_text=_("Tệp MP3, M4A, OGG hoặc WAV."),
    )
    transcript = RichTextField(
        _("lời của bản thu"),
        blank=True,
        features=SMALL,
        help_text=_("Bắt buộc khi có bản thu: người không nghe được đọc lời này."),
    )

    template = "pages/guide.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel("recording"), FieldPanel("transcript")], _("Bản thu")),
    ]

    class Meta:
        verbose_name = _("trang hướng dẫn")

    def clean(self) -> None:
        super().clean()
        if self.recording is None:
            return
        if self.recording.file_extension not in SOUNDS:
            raise ValidationError({"recording": _("Hãy chọn tệp MP3, M4A, OGG hoặc WAV.")})
        if not str(self.transcript).strip():
            raise ValidationError({"transcript": _("Hãy viết lời của bản thu.")})

    @property
    def sound_type(self) -> str:
        return SOUNDS.get(self.recording.file_extension, "") if self.recording else ""


class ContactPage(Page):
    """Where to come, whom to call: the tenant's reception points and what the editor adds."""

    intro = models.TextField(_("lời dẫn"), max_length=500, blank=True)
    points = StreamField(
        [("point", PointBlock())],
        blank=True,
        verbose_name=_("nơi tiếp nhận khác"),
        help_text=_("Các đơn vị đánh dấu “tiếp nhận hồ sơ” tự có trên trang."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("nội dung thêm"))

    template = "pages/contact.html"
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("points"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("trang liên hệ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from motcua.appointments.api import takes_appointments
        from motcua.portal.contacts import reception_points

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["reception_points"] = reception_points(self.points)
        context["takes_appointments"] = takes_appointments()
        return context
