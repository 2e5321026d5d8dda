from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Applicant(models.Model):
    """A citizen as one tenant knows them.

    Linked to the platform's account by ``subject`` only: no foreign key crosses a schema, and no
    tenant can list the people of another.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The "sub" of the platform's identity token: the id of the citizen's account. Of a walk-in,
    # who has none yet, a number nobody can sign in with.
    subject = models.UUIDField(unique=True)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    # birth_date, sex, personal_number, address.
    attributes = EncryptedJSONField(purpose="identity.applicant")
    personal_number_index = models.CharField(max_length=64, blank=True, db_index=True)
    assurance = models.PositiveSmallIntegerField(default=0)
    # Entered at a counter from the identity paper shown there; an account comes later, or never.
    is_walk_in = models.BooleanField(default=False)
    # When their account on the platform was deleted; see ``operations.leave``.
    left_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "identity_applicant"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(assurance__lte=2), name="identity_applicant_assurance"
            )
        ]
        indexes = [
            models.Index(
                fields=["left_at"],
                condition=models.Q(left_at__isnull=False),
                name="identity_applicant_left",
            )
        ]

    def __str__(self) -> str:
        return self.full_name
