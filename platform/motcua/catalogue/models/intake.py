from django.db import models

from motcua.catalogue.domain.intake import Intake
from motcua.kernel.ids import new_id


class IntakePolicy(models.Model):
    """Where dossiers of this tenant's services are filed, unless a service says otherwise. One row;
    none means here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    is_only = models.BooleanField(default=True, unique=True, editable=False)
    intake = models.CharField(max_length=12, choices=Intake)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "catalogue_intake_policy"
        constraints = [
            models.CheckConstraint(condition=models.Q(is_only=True), name="intake_one_policy")
        ]
