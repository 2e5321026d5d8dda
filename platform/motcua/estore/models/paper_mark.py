from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class PaperMark(models.Model):
    """What a citizen noted on a paper of theirs: a name, until when it is valid, out of sight.

    The papers themselves belong to their dossiers. A mark is of the content (``sha256``), so that
    it stays when the same paper is sent again; ``case_id`` is the dossier it was seen in, and the
    mark goes with that one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    applicant_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    case_id = models.UUIDField(db_index=True)
    # "name": what the citizen calls it.
    noted: Any = EncryptedJSONField(purpose="estore.mark")
    expires_on = models.DateField(null=True)
    hidden_at = models.DateTimeField(null=True)
    # Not offered any more, unless the same content is sent again later.
    deleted_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "estore_paper_mark"
        constraints = [
            models.UniqueConstraint(fields=["applicant_id", "sha256"], name="estore_mark_once"),
        ]
