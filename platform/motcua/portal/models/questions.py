"""Questions and suggestions of citizens, and what the office answered."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id
from motcua.kernel.text import fold
from motcua.portal.models.blocks import SMALL


class QuestionCategory(models.Model):
    name = models.CharField(_("tên chủ đề"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("position")]

    class Meta:
        db_table = "portal_question_category"
        ordering = ["position", "name"]
        verbose_name = _("chủ đề hỏi đáp")
        verbose_name_plural = _("chủ đề hỏi đáp")

    def __str__(self) -> str:
        return self.name


class QuestionKind(models.TextChoices):
    QUESTION = "question", _("Câu hỏi")
    FEEDBACK = "feedback", _("Góp ý")


class QuestionState(models.TextChoices):
    NEW = "new", _("Chưa trả lời")
    PUBLISHED = "published", _("Đã trả lời, hiện trên cổng")
    PRIVATE = "private", _("Đã trả lời riêng")
    REFUSED = "refused", _("Không trả lời")


class CitizenQuestion(models.Model):
    """What somebody asked. ``contact`` ({"name", "email"}) is never shown and goes away by time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=QuestionKind, default=QuestionKind.QUESTION)
    category = models.ForeignKey(
        QuestionCategory,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        verbose_name=_("chủ đề"),
    )
    title = models.CharField(_("câu hỏi"), max_length=200)
    text = models.TextField(_("nội dung"), max_length=3000)
    contact: Any = EncryptedJSONField(purpose="portal.question", null=True, editable=False)
    answer = RichTextField(_("trả lời"), blank=True, features=SMALL)
    state = models.CharField(
        _("tình trạng"), max_length=12, choices=QuestionState, default=QuestionState.NEW
    )
    created_at = models.DateTimeField(_("hỏi lúc"), editable=False)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, editable=False)
    answered_by_name = models.CharField(max_length=200, blank=True, editable=False)
    search_text = models.TextField(blank=True, default="", editable=False)

    panels: ClassVar[list[Any]] = [
        FieldPanel("category"),
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("text")],
            _("Câu hỏi"),
            help_text=_("Trước khi cho hiện, hãy bỏ tên, số điện thoại, số giấy tờ của mọi người."),
        ),
        FieldPanel("answer"),
        FieldPanel("state"),
    ]

    class Meta:
        db_table = "portal_citizen_question"
        ordering = ["-created_at"]
        verbose_name = _("câu hỏi của người dân")
        verbose_name_plural = _("câu hỏi của người dân")
        indexes = [
            models.Index(fields=["state", "-created_at"], name="question_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="question_published_has_answer",
                condition=~Q(state="published") | ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{self.title} {self.text} {self.answer}")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        from django.core.exceptions import ValidationError

        super().clean()
        answered = (QuestionState.PUBLISHED, QuestionState.PRIVATE)
        if self.state in answered and not str(self.answer).strip():
            raise ValidationError({"answer": _("Hãy viết câu trả lời.")})
