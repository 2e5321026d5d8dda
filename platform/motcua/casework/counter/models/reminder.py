from django.db import models

from motcua.casework.models import SupplementRequest


class SupplementReminder(models.Model):
    """That somebody was reminded of an open request: once is enough."""

    request = models.OneToOneField(
        SupplementRequest, models.CASCADE, primary_key=True, related_name="reminder"
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "counter_supplement_reminder"
