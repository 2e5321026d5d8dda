from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Untold(models.TextChoices):
    """What the citizen has yet to be written of."""

    NOTHING = ""
    REQUESTED = "requested"
    CANCELLED = "cancelled"
    DELETED = "deleted"


class AccountClosure(models.Model):
    """A citizen asked to have their account deleted; signing in before ``due_at`` takes it back.

    ``account_id`` is no key: the row says afterwards that, and when, it was done. ``done_in``:
    tenants that have let the person go, so that a task that was killed goes on where it was.
    ``contact`` (where to write, in which language) is emptied once there is nothing to tell.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    requested_at = models.DateTimeField()
    due_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done_in: Any = models.JSONField(default=list)
    contact: Any = EncryptedJSONField(purpose="identity.closure", null=True)
    untold = models.CharField(max_length=10, choices=Untold, blank=True)
    untold_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_account_closure"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"],
                condition=Q(cancelled_at=None),
                name="identity_closure_one_open",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(begun_at=None),
                name="identity_closure_begun_is_final",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(cancelled_at=None, finished_at=None),
                name="identity_closure_due",
            ),
            models.Index(
                fields=["untold_at"], condition=~Q(untold=""), name="identity_closure_untold"
            ),
        ]
