"""How a tenant's pages are to look: a draft that only staff see, until it goes live."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class PictureKind(models.TextChoices):
    EMBLEM = "emblem", _("Biểu trưng")
    HEADER = "header", _("Ảnh đầu trang")
    ICON = "icon", _("Biểu tượng trên thẻ trình duyệt")


class ThemePicture(models.Model):
    """A picture drawn anew from what was uploaded: nothing of the file itself is kept."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=10, choices=PictureKind)
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "portal_theme_picture"


class ThemeDraft(models.Model):
    """At most one a tenant. ``theme`` has the form of ``Tenant.theme``."""

    is_only = models.BooleanField(primary_key=True, default=True, editable=False)
    theme: Any = models.JSONField(default=dict)
    updated_at = models.DateTimeField()
    updated_by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "portal_theme_draft"
        constraints = [
            models.CheckConstraint(condition=models.Q(is_only=True), name="theme_draft_one")
        ]
