from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class PrivacySettings(models.Model):
    """Terms of requests about data and what citizens learn of readers. One row, or none yet.

    ``day_counts``: kind of request to calendar days. ``is_checked``: somebody of the agency has
    compared the terms with the law.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    is_only = models.BooleanField(default=True, unique=True, editable=False)
    shows_names = models.BooleanField(default=True)
    answer_days = models.PositiveSmallIntegerField()
    day_counts = models.JSONField(default=dict)
    copy_hours = models.PositiveSmallIntegerField(default=72)
    keep_years = models.PositiveSmallIntegerField(default=5)
    is_checked = models.BooleanField(default=False)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=200)

    class Meta:
        db_table = "privacy_settings"
        constraints = [
            models.CheckConstraint(condition=Q(is_only=True), name="privacy_settings_once"),
            models.CheckConstraint(
                condition=Q(copy_hours__gte=1, copy_hours__lte=720, keep_years__gte=1),
                name="privacy_settings_sound",
            ),
        ]
