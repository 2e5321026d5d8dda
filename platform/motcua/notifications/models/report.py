from django.db import models

from motcua.kernel.ids import new_id


class DeliveryReport(models.Model):
    """What a provider said about a message afterwards; stored before it is believed, each once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    delivery = models.ForeignKey(
        "notifications.Delivery", on_delete=models.CASCADE, related_name="reports"
    )
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "key"], name="delivery_report_once"),
        ]
