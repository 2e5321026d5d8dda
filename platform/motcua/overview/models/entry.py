from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class Wanted(models.TextChoices):
    """What only the citizen can do now."""

    NOTHING = ""
    SUPPLEMENT = "supplement"
    FEE = "fee"
    CONFIRM = "confirm"


class DossierEntry(models.Model):
    """Where one dossier stands, for one of its people; in the public schema.

    A copy for the list of all agencies' dossiers, made from the tenant's row by
    ``operations.follow`` alone. It holds no answer, no name of a citizen and no file;
    ``subject`` is the citizen's account.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.UUIDField()
    tenant_id = models.UUIDField()
    case_id = models.UUIDField()
    number = models.CharField(max_length=60)
    service_name: Any = models.JSONField()
    national_state = models.PositiveSmallIntegerField()
    step_name = models.CharField(max_length=300, blank=True)
    # As the tenant's own page says it: officer and unit. Empty where nobody holds it, or the
    # citizen does.
    holder = models.CharField(max_length=500, blank=True)
    wanted = models.CharField(max_length=12, choices=Wanted, blank=True)
    is_paused = models.BooleanField(default=False)
    submitted_at = models.DateTimeField()
    # What the authority must meet next; empty while its clock stands still.
    deadline_at = models.DateTimeField(null=True)
    # The date promised to the citizen.
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "overview_dossier"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "case_id", "subject"], name="overview_one_a_person"
            )
        ]
        indexes = [models.Index(fields=["subject", "-submitted_at"], name="overview_of_person")]
