from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class GatewayAccount(models.Model):
    """This tenant's account with one gateway. Secrets are sealed with the tenant's own key.

    ``position`` among the ways to pay; without one the gateway's own rank holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.CharField(max_length=60, unique=True)
    is_enabled = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(null=True)
    options = models.JSONField(default=dict)
    secrets = EncryptedJSONField(purpose="payments.gateway_secrets")
    updated_at = models.DateTimeField()
    tested_at = models.DateTimeField(null=True)
    test_outcome = models.CharField(max_length=40, blank=True, default="")
