from django.db import models

from motcua.kernel.ids import new_id


class PresetReason(models.Model):
    """A reason for a supplement as the tenant words it, with the law it stands on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # One of casework's REASON_CODES, which reports count by.
    reason_code = models.CharField(max_length=40)
    text = models.CharField(max_length=600)
    legal_basis = models.CharField(max_length=300, blank=True)
    # Folded, for looking one up without tone marks.
    search_text = models.TextField()
    is_active = models.BooleanField(default=True)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=200)

    class Meta:
        db_table = "counter_preset_reason"
        ordering = ["reason_code", "text"]
        constraints = [
            models.UniqueConstraint(fields=["text", "legal_basis"], name="preset_reason_once"),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(reason_code=""), name="preset_reason_says"
            ),
        ]
