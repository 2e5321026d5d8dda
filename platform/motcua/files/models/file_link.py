from django.db import models

from motcua.files.models.stored_file import StoredFile
from motcua.kernel.ids import new_id


class FileLink(models.Model):
    """What a file belongs to, as text: ``draft:<id>``, ``submission:<id>``, ``case:<id>``,
    ``output:<id>``. A file without links is an orphan and is reaped."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="links")
    owner = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "files_link"
        indexes = [models.Index(fields=["owner"], name="files_link_owner")]
        constraints = [
            models.UniqueConstraint(fields=["file", "owner"], name="files_link_once"),
        ]
