from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Contact(models.Model):
    """How one applicant wants to be told, and where they could not be reached.

    ``faults``: by channel ``{"index", "reason", "at"}``; ``index`` is a keyed hash of the address
    that failed, so that a new address is tried by itself.
    """

    applicant_id = models.UUIDField(primary_key=True)
    language = models.CharField(max_length=10, blank=True)
    is_digest = models.BooleanField(default=False)
    turned_off = models.JSONField(default=list)
    faults = models.JSONField(default=dict)
    updated_at = models.DateTimeField()


class PushSubscription(models.Model):
    """One browser of one applicant. ``keys`` hold endpoint, ``p256dh`` and ``auth``, sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    applicant_id = models.UUIDField()
    endpoint_index = models.CharField(max_length=64, unique=True)
    keys = EncryptedJSONField(purpose="notifications.push")
    device = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["applicant_id"], name="push_applicant")]
