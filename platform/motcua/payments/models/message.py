from django.db import models

from motcua.kernel.ids import new_id


class MessageKind(models.TextChoices):
    NOTICE = "notice", "Thông báo giữa hai máy chủ"
    RETURN = "return", "Người nộp quay về"
    ANSWER = "answer", "Trả lời truy vấn"
    SETTLEMENT = "settlement", "Tệp đối soát"


class ProviderMessage(models.Model):
    """What a provider, or somebody posing as one, sent us; stored before anything is believed.

    ``identity`` is the same for the same message sent again, so that it has one effect.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=MessageKind)
    identity = models.CharField(max_length=160)
    content = models.JSONField()
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", null=True, on_delete=models.PROTECT, related_name="messages"
    )
    outcome = models.CharField(max_length=30, blank=True)
    arrival_count = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "identity"], name="message_once"),
        ]
        indexes = [models.Index(fields=["-received_at"], name="message_received")]
