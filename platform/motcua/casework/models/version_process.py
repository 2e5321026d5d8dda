from django.db import models


class VersionProcess(models.Model):
    """Which frozen process runs the dossiers of which published version. Written once, with the
    publication, so that a version without a process cannot exist."""

    version_id = models.UUIDField(primary_key=True, editable=False)
    process_version_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "casework_version_process"
