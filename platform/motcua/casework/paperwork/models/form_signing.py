from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.casework.models import Paper
from motcua.kernel.ids import new_id


class SigningState(models.TextChoices):
    WAITING = "waiting", _("Chờ ký số")
    SIGNED = "signed", _("Đã ký số")
    BY_HAND = "by_hand", _("In và ký tay")


class FormSigning(models.Model):
    """A statutory form that is to be signed by certificate: who signs, and what became of it.
    The act it documents never waits for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.OneToOneField(Paper, models.CASCADE, related_name="form_signing")
    # both, officer or seal: as the tenant's design had it when the paper was ordered.
    signed_by = models.CharField(max_length=12)
    state = models.CharField(max_length=8, choices=SigningState.choices)
    signer_id = models.UUIDField(null=True)
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=300)
    # Why it is not signed, in words for the officer.
    problem = models.CharField(max_length=400, blank=True)
    # purpose, name, title, issuer, serial and time of each signature, in order.
    signatures: Any = models.JSONField(default=list)
    token = models.CharField(max_length=40, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ordered_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "paperwork_form_signing"
        indexes = [
            models.Index(
                fields=["signer_id", "ordered_at"],
                condition=Q(state="waiting"),
                name="form_signing_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="form_signing_settled",
            ),
        ]
