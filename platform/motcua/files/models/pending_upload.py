from typing import Any

from django.db import models
from django.db.models import F, Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class PendingUpload(models.Model):
    """A large file on its way in, piece after piece. It belongs to one owner and one place there.

    ``parts`` are the pieces that came, in order: ``{"offset", "size", "sha256"}``; their content
    lies in the private storage until the file is put together or the upload expires.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.CharField(max_length=60)
    place = models.CharField(max_length=250)
    name: Any = EncryptedJSONField(purpose="files.pending.name")
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    parts = models.JSONField(default=list)
    created_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "files_pending_upload"
        indexes = [
            models.Index(fields=["owner"], name="files_pending_owner"),
            models.Index(fields=["expires_at"], name="files_pending_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                name="files_pending_not_over", condition=Q(received__lte=F("size"))
            ),
        ]
