import secrets
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Two ways to say one thing: who types ``said`` is shown what ``meant`` finds.

    ``said_folded`` is what is compared, without tone marks.
    """

    said = models.CharField(_("người dân gõ"), max_length=80)
    said_folded = models.CharField(max_length=80, unique=True, editable=False)
    meant = models.CharField(
        _("nghĩa là"),
        max_length=200,
        help_text=_("Tên hay từ có trong dịch vụ. Ví dụ: “giấy khai sinh” cho “cắt khai sanh”."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "catalogue_synonym"
        ordering = ["said"]
        verbose_name = _("từ đồng nghĩa")
        verbose_name_plural = _("từ đồng nghĩa khi tìm dịch vụ")

    def __str__(self) -> str:
        return f"{self.said} → {self.meant}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        from motcua.catalogue.queries.search import searchable

        self.said_folded = searchable(self.said)[:80]
        super().save(*args, **kwargs)
        FinderStamp.move()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        FinderStamp.move()
        return gone

    def clean(self) -> None:
        from django.core.exceptions import ValidationError

        from motcua.catalogue.queries.search import searchable

        super().clean()
        if not searchable(self.said) or not searchable(self.meant):
            raise ValidationError(_("Hãy viết ít nhất một từ ở mỗi bên."))
        same = Synonym.objects.filter(said_folded=searchable(self.said)[:80]).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"said": _("Từ này đã có trong danh sách.")})


class EmptySearch(models.Model):
    """Words that found nothing, and how often. Nobody's name: see ``operations/empty_searches``."""

    words = models.CharField(max_length=80, unique=True)
    times = models.PositiveIntegerField(default=1)
    last_on = models.DateField()

    class Meta:
        db_table = "catalogue_empty_search"
        indexes = [models.Index(fields=["-times", "words"], name="empty_search_often")]

    def __str__(self) -> str:
        return self.words


class FinderStamp(models.Model):
    """Moves with every change of what can be found; what a process remembers is compared to it."""

    is_only = models.BooleanField(primary_key=True, default=True, editable=False)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "catalogue_finder_stamp"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(is_only=True), name="finder_stamp_one")
        ]

    @classmethod
    def move(cls) -> None:
        """Never to a number that was there before: a change that is taken back, or a restored
        archive, would bring a remembered one along."""
        number = secrets.randbits(62)
        if not cls.objects.update(number=number):
            FinderStamp.objects.bulk_create([FinderStamp(number=number)], ignore_conflicts=True)
