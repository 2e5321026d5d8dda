from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class OutboxEntry(models.Model):
    """One event for one consumer, written in the transaction that made it true."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consumer = models.CharField(max_length=100)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    available_at = models.DateTimeField()
    attempt_count = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kernel_outbox_entry"
        indexes = [
            models.Index(
                fields=["available_at"],
                name="outbox_waiting",
                condition=Q(done_at=None, given_up_at=None),
            ),
        ]
