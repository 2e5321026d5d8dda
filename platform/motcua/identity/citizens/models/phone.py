from typing import Any

from django.conf import settings
from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class AccountPhone(models.Model):
    """The telephone by which the holder of an account can sign in: only ever a proven one.

    A number that was merely typed is nowhere: it must not keep its owner from using it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # E.164; sealed, and found by the keyed index.
    number: Any = EncryptedJSONField(purpose="identity.phone")
    number_index = models.CharField(max_length=64, unique=True)
    proven_at = models.DateTimeField()

    class Meta:
        db_table = "identity_account_phone"


class CodePurpose(models.TextChoices):
    SIGN_IN = "sign_in"
    SET = "set"
    CONFIRM = "confirm"


class PhoneCode(models.Model):
    """A code sent to a telephone, kept as a keyed hash. It opens once, within minutes, for the
    browser that holds ``id`` in its session. ``account_id`` is empty where nobody is signed in.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=8, choices=CodePurpose)
    number: Any = EncryptedJSONField(purpose="identity.phone_code")
    account_id = models.UUIDField(null=True)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)
    proven_at = models.DateTimeField(null=True)
    spent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_phone_code"
