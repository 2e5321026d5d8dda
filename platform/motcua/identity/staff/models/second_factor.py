from typing import Any

from django.conf import settings
from django.db import models

from motcua.kernel.crypto import EncryptedJSONField


class SecondFactor(models.Model):
    """A member of staff's authenticator app. ``last_step``: the newest code already used."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="second_factor",
    )
    secret: Any = EncryptedJSONField(purpose="identity.second_factor")
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        db_table = "identity_second_factor"
