from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class EndedBy(models.TextChoices):
    """``replaced``: the citizen made another code before this one was used."""

    NOBODY = ""
    CITIZEN = "citizen"
    HELPER = "helper"
    REPLACED = "replaced"
    TRIES = "tries"


class HelperConsent(models.Model):
    """A citizen lets somebody fill in forms for them, once and for a short time. Public schema.

    It begins as a code that is good until ``code_until`` and becomes, at its only use, a right of
    ``helper_subject`` in ``tenant_id`` until ``good_until``. Only a keyed hash of the code is kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The citizen's account; of a walk-in, who has none, the number their tenant knows them by.
    subject = models.UUIDField()
    is_walk_in = models.BooleanField(default=False)
    # citizen, helper: names; wanted: the address of the helper's account, where one was named.
    facts: Any = EncryptedJSONField(purpose="mandates.consent")
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    # Where it is good: empty is anywhere until it is used, and from then on where it was used.
    tenant_id = models.UUIDField(null=True)
    service_slug = models.CharField(max_length=100, blank=True)
    draft_id = models.UUIDField(null=True)
    helper_subject = models.UUIDField(null=True)
    used_at = models.DateTimeField(null=True)
    good_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True, choices=EndedBy)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "mandates_consent"
        indexes = [
            models.Index(fields=["subject", "-created_at"], name="consent_of_citizen"),
            models.Index(fields=["helper_subject"], name="consent_of_helper"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="consent_code_once"
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(used_at=None, ended_at=None),
                name="consent_one_open_code",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, helper_subject=None, good_until=None)
                | Q(
                    used_at__isnull=False,
                    helper_subject__isnull=False,
                    good_until__isnull=False,
                    tenant_id__isnull=False,
                    code_hash="",
                ),
                name="consent_used_whole_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(helper_subject=models.F("subject")), name="consent_not_to_oneself"
            ),
        ]


class HelperDeed(models.Model):
    """What was done with a consent, for the citizen to see; in the public schema. No answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consent = models.ForeignKey(HelperConsent, models.CASCADE, related_name="deeds")
    # began, took_up: a form; sent: a dossier.
    kind = models.CharField(max_length=10)
    service_name: Any = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "mandates_helper_deed"
