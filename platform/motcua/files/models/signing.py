from typing import Any

from django.db import models
from django.db.models import Q

from motcua.files.models.stored_file import StoredFile
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class IdentityKind(models.TextChoices):
    PERSON = "person"
    ORGANISATION = "organisation"


class SigningIdentity(models.Model):
    """A certificate somebody signs with here. Its key is encrypted with the tenant's key, and with
    the owner's PIN where they chose one; then nobody signs without them, ourselves included."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=IdentityKind.choices)
    # Null for the seal of the whole tenant.
    owner_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    provider = models.CharField(max_length=60)
    secret: Any = EncryptedJSONField(purpose="files.signing_key")
    has_pin = models.BooleanField()
    certificate = models.TextField()
    issuer_name = models.CharField(max_length=200)
    serial = models.CharField(max_length=64)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "files_signing_identity"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner_id"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="signing_one_in_use",
            ),
            models.CheckConstraint(
                condition=Q(kind="organisation") | Q(owner_id__isnull=False),
                name="signing_person_is_somebody",
            ),
        ]


class TrustAnchor(models.Model):
    """A certificate authority this tenant believes. ``authority`` is filled for our own test
    authority only, with its keys. ``stamp_url``: where to ask for time stamps; empty: the test
    authority stamps by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    root = models.TextField()
    others = models.JSONField(default=list)
    revocation_lists = models.JSONField(default=list)
    authority: Any = EncryptedJSONField(purpose="files.test_authority", null=True)
    stamp_url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "files_trust_anchor"


class CheckOutcome(models.TextChoices):
    """What a PDF's signatures are worth, worst first."""

    ALTERED = "altered"
    UNREADABLE = "unreadable"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNKNOWN_ISSUER = "unknown_issuer"
    VALID = "valid"


class SignatureCheck(models.Model):
    """What was found out about the signatures of an uploaded PDF; no row: it is not signed.
    ``outcome`` is empty until somebody has looked."""

    file = models.OneToOneField(
        StoredFile, models.CASCADE, primary_key=True, related_name="signature_check"
    )
    outcome = models.CharField(max_length=16, blank=True, choices=CheckOutcome.choices)
    signatures: Any = EncryptedJSONField(purpose="files.signatures")
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "files_signature_check"
        indexes = [
            models.Index(
                fields=["created_at"],
                name="files_signature_waiting",
                condition=Q(checked_at=None),
            ),
        ]
