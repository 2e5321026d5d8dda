from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class RelyingParty(models.Model):
    """This tenant's registration as a client of the platform's OpenID provider. One row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    is_only = models.BooleanField(default=True, unique=True, editable=False)
    client_id = models.CharField(max_length=100)
    secret = EncryptedJSONField(purpose="identity.relying_party")
    redirect_uri = models.URLField()
    # Where the platform tells of a sign-out; empty in rows from before it did.
    logout_uri = models.URLField(default="", db_default="", blank=True)

    class Meta:
        db_table = "identity_relying_party"
        constraints = [
            models.CheckConstraint(condition=models.Q(is_only=True), name="identity_one_client")
        ]
