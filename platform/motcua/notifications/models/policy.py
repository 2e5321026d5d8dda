from datetime import time

from django.db import models


class SendingPolicy(models.Model):
    """How this tenant sends; one row. ``rules``: by event (empty: every other event) its
    ``ways`` (``domain.rules``) and whether it is ``urgent``."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(7))
    digest_at = models.TimeField(default=time(7, 30))
    monthly_limit = models.PositiveIntegerField(null=True)
    rules = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="sending_policy_one"),
        ]
