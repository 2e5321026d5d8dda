from django.db import models


class StoreChoice(models.Model):
    """A citizen who does not want earlier papers offered to them again. No row: they are."""

    applicant_id = models.UUIDField(primary_key=True)
    closed_at = models.DateTimeField()

    class Meta:
        db_table = "estore_store_choice"
