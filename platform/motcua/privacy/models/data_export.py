from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from motcua.kernel.ids import new_id


class DataExport(models.Model):
    """Many dossiers read at once: a table looked at, taken along as a file, or printed.

    One row each, however many dossiers: an entry in every dossier's chain would cost thousands
    of statements. An erased dossier is taken out of ``case_ids``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    what = models.CharField(max_length=20)
    service_name = models.CharField(max_length=300, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    roles = models.JSONField(default=list)
    agency_id = models.UUIDField(null=True)
    case_ids = ArrayField(models.UUIDField())
    at = models.DateTimeField()

    class Meta:
        db_table = "privacy_export"
        indexes = [GinIndex(fields=["case_ids"], name="privacy_export_cases")]
