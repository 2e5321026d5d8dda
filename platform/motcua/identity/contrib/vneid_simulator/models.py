from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class SimulatorGrant(models.Model):
    """An authorisation code or access token that was handed out; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, unique=True)
    data = models.JSONField(default=dict)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "vneid_simulator_grant"


class SimulatorKey(models.Model):
    """The simulator's signing key, shared by all processes; made when first needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=20, unique=True)
    pem = EncryptedJSONField(purpose="vneid_simulator.key")

    class Meta:
        db_table = "vneid_simulator_key"
