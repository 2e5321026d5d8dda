from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class DeliveryStatus(models.TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi không được"
    PERMANENT_FAILURE = "permanent_failure", "Địa chỉ không nhận được"
    HELD = "held", "Dự phòng"
    SKIPPED = "skipped", "Không cần gửi"


class Delivery(models.Model):
    """A message on its way through one channel. This table is the channel's outbox.

    ``token`` names the worker that is sending; only its holder may say how it ended.
    ``address`` is personal and therefore sealed. ``position``: 0 is sent whatever happens; 1, 2, …
    are tried one after another, the later ones ``held`` until all before have failed. ``report``
    is what the provider said after it took the message. ``group_id``: sent together, in a digest.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(
        "notifications.Message", on_delete=models.CASCADE, related_name="deliveries"
    )
    channel = models.CharField(max_length=60)
    address = EncryptedJSONField(purpose="notifications.address")
    title = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=DeliveryStatus, default=DeliveryStatus.WAITING)
    token = models.UUIDField(null=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    available_at = models.DateTimeField()
    provider_id = models.CharField(max_length=200, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    in_digest = models.BooleanField(default=False, db_default=False)
    group_id = models.UUIDField(null=True)
    parts = models.PositiveSmallIntegerField(default=1, db_default=1)
    cost = models.PositiveIntegerField(default=0, db_default=0)
    report = models.CharField(max_length=20, blank=True, default="", db_default="")
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at=None)),
                name="delivery_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="sending") | Q(token__isnull=False),
                name="delivery_sending_has_token",
            ),
        ]
        indexes = [
            models.Index(
                fields=["available_at"],
                name="delivery_waiting",
                condition=Q(status__in=["waiting", "sending"]),
            ),
            models.Index(fields=["channel", "provider_id"], name="delivery_provider"),
        ]
