from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class SignupState(models.TextChoices):
    CODE_SENT = "code_sent"
    REVIEW = "review"
    CREATING = "creating"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"


HOLDING = (SignupState.REVIEW, SignupState.CREATING, SignupState.READY)


class Signup(models.Model):
    """An agency on its way to a portal of its own. Lives in the public schema.

    An address is held from the moment the e-mail is proven, not before: whoever only typed one
    keeps nobody from it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    agency_code = models.CharField(max_length=30)
    plan = models.CharField(max_length=40)
    # Name, title, e-mail, telephone and on what the person's authority rests.
    contact: Any = EncryptedJSONField(purpose="fleet.signup.contact")
    state = models.CharField(max_length=10, choices=SignupState, default=SignupState.CODE_SENT)
    code_hash = models.CharField(max_length=64)
    code_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tenant_id = models.UUIDField(null=True)
    admin_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    ready_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fleet_signup"
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="fleet_signup_one_holder",
                condition=models.Q(state__in=["review", "creating"]),
            )
        ]
        indexes = [models.Index(fields=["state", "-asked_at"], name="fleet_signup_state")]

    def __str__(self) -> str:
        return f"{self.slug} {self.state}"
