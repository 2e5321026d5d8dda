from django.conf import settings
from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Person(models.Model):
    """Who the holder of a citizen's account is, and how sure we are of it.

    Lives in the public schema; nothing but the account may point here. ``attributes`` holds
    full_name, birth_date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``), sex, personal_number,
    address, phone and email.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person"
    )
    attributes = EncryptedJSONField(purpose="identity.person")
    # Attribute to {"from": "typed" or the provider, "at"}; nothing for what is older than this.
    sources = models.JSONField(default=dict, db_default={})
    assurance = models.PositiveSmallIntegerField(default=1)
    # Only of proven numbers: anybody can type a number, which must not block its owner.
    personal_number_index = models.CharField(max_length=64, null=True, unique=True)
    verified_by = models.CharField(max_length=40, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "identity_person"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(assurance__lte=2), name="identity_person_assurance"
            ),
            models.CheckConstraint(
                condition=models.Q(assurance__lt=2)
                | models.Q(personal_number_index__isnull=False, verified_at__isnull=False),
                name="identity_person_proven_by_number",
            ),
        ]
