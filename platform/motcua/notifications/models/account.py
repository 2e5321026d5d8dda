from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class ChannelAccount(models.Model):
    """This tenant's account with the provider of one channel, and how it has been doing.

    ``secrets`` hold what was typed and what the provider gives in turn (access tokens); sealed
    with the tenant's own key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=60, unique=True)
    is_enabled = models.BooleanField(default=True)
    options = models.JSONField(default=dict)
    secrets = EncryptedJSONField(purpose="notifications.channel_secrets")
    updated_at = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)
    last_failure = models.CharField(max_length=200, blank=True, default="")


class ChannelMonth(models.Model):
    """What one channel sent in one month of the tenant's time, counted as it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=60)
    month = models.DateField()
    sent = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    cost = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "month"], name="channel_month_once"),
        ]
