from django.db import models

from motcua.kernel.ids import new_id


class AuditChain(models.Model):
    """Head of one hash chain; its row is the lock that keeps the chain linear."""

    subject = models.CharField(max_length=100, primary_key=True)
    length = models.PositiveIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        db_table = "kernel_audit_chain"


class AuditEntry(models.Model):
    """One act. Append-only: a database trigger refuses UPDATE and DELETE."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(max_length=100)
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=100)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_index=True)
    data = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "kernel_audit_entry"
        constraints = [
            models.UniqueConstraint(fields=["subject", "sequence"], name="audit_entry_position"),
        ]
