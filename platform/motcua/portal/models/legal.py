"""The library of legal acts: which holds today, which does no longer."""

from datetime import date
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from motcua.kernel.text import fold
from motcua.portal.models.links import MAX_LENGTH, check_link

MAX_WORDS: Final = 8


class ActKind(models.TextChoices):
    LAW = "law", _("Luật, pháp lệnh")
    DECREE = "decree", _("Nghị định")
    CIRCULAR = "circular", _("Thông tư")
    DECISION = "decision", _("Quyết định")
    RESOLUTION = "resolution", _("Nghị quyết")
    LETTER = "letter", _("Công văn")
    OTHER = "other", _("Văn bản khác")


class LegalAct(models.Model):
    """A legal act as people look for it. ``expired_on`` is the first day it no longer holds."""

    number = models.CharField(_("số, ký hiệu"), max_length=80, unique=True)
    kind = models.CharField(_("loại"), max_length=20, choices=ActKind, default=ActKind.DECISION)
    title = models.CharField(_("trích yếu"), max_length=600)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"))
    effective_on = models.DateField(_("ngày có hiệu lực"))
    expired_on = models.DateField(_("ngày hết hiệu lực"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        verbose_name=_("được thay bằng"),
    )
    file = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("tệp"),
    )
    link = models.CharField(
        _("địa chỉ toàn văn"), max_length=MAX_LENGTH, blank=True, validators=[check_link]
    )
    is_public = models.BooleanField(_("hiện trên cổng"), default=True)
    search_text = models.TextField(blank=True, default="", editable=False)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]),
        FieldPanel("title"),
        FieldPanel("issuer"),
        FieldRowPanel(
            [FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expired_on")]
        ),
        FieldPanel("replaced_by"),
        FieldPanel("file"),
        FieldPanel("link"),
        FieldPanel("is_public"),
    ]

    class Meta:
        db_table = "portal_legal_act"
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản pháp luật")
        constraints = [
            models.CheckConstraint(
                name="legal_act_dates_in_order",
                condition=Q(effective_on__gte=models.F("issued_on"))
                & (Q(expired_on=None) | Q(expired_on__gt=models.F("effective_on"))),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.title[:80]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{self.number} {self.title} {self.issuer}")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            raise ValidationError({"effective_on": _("Ngày có hiệu lực trước ngày ban hành.")})
        if self.effective_on and self.expired_on and self.expired_on <= self.effective_on:
            raise ValidationError({"expired_on": _("Ngày hết hiệu lực phải sau ngày có hiệu lực.")})

    def standing(self, today: date) -> str:
        """``coming``, ``force`` or ``expired``."""
        if self.expired_on is not None and self.expired_on <= today:
            return "expired"
        return "coming" if self.effective_on > today else "force"


class LegalLibraryPage(Page):
    """All public acts, with filters."""

    intro = models.TextField(_("lời dẫn"), max_length=500, blank=True)

    template = "pages/legal_library.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    page_size: ClassVar[int] = 20
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("thư viện văn bản")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        asked = {
            name: request.GET.get(name, "")[:200].replace("\x00", "")
            for name in ("q", "loai", "co-quan", "hieu-luc")
        }
        today = timezone.localdate()
        public = LegalAct.objects.filter(is_public=True)
        rows = filtered(public, asked, today).select_related("file", "replaced_by")
        numbered = Paginator(rows, self.page_size).get_page(request.GET.get("trang"))
        context |= {
            "acts": [(act, act.standing(today)) for act in numbered],
            "numbered": numbered,
            "asked": asked,
            "issued_by": asked["co-quan"],
            "standing": asked["hieu-luc"],
            "kinds": ActKind.choices,
            "issuers": public.order_by("issuer").values_list("issuer", flat=True).distinct()[:200],
        }
        return context


def filtered(rows: QuerySet[LegalAct], asked: dict[str, str], today: date) -> QuerySet[LegalAct]:
    """By words without tone marks, kind, issuer and standing; unknown values filter nothing."""
    for word in fold(asked["q"]).split()[:MAX_WORDS]:
        rows = rows.filter(search_text__contains=word)
    if asked["loai"] in ActKind.values:
        rows = rows.filter(kind=asked["loai"])
    if asked["co-quan"]:
        rows = rows.filter(issuer=asked["co-quan"])
    over = Q(expired_on__isnull=False, expired_on__lte=today)
    standings = {
        "force": Q(effective_on__lte=today) & ~over,
        "coming": Q(effective_on__gt=today),
        "expired": over,
    }
    return rows.filter(standings[asked["hieu-luc"]]) if asked["hieu-luc"] in standings else rows
