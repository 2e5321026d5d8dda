from django.db import models

from motcua.kernel.ids import new_id


class Message(models.Model):
    """One notice to one person; its deliveries are the ways it goes there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=80)
    dedupe_key = models.CharField(max_length=200, unique=True)
    applicant_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    language = models.CharField(max_length=10)
    code = models.CharField(max_length=80, blank=True, default="", db_default="")
    is_urgent = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_ref", "created_at"], name="message_subject"),
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
            models.Index(fields=["code", "-created_at"], name="message_code"),
        ]
