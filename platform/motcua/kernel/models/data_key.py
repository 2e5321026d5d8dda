from django.db import models

from motcua.kernel.ids import new_id


class DataKey(models.Model):
    """A tenant's encryption key, wrapped by the master key, which is not in the database."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "kernel_data_key"
