from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class ConfirmedBy(models.TextChoices):
    """How the citizen made the answers their own."""

    CODE = "code"
    PAPER = "paper"
    DRAWN = "drawn"
    # They sent it themselves, in their own account.
    SELF = "self"


class Assistance(models.Model):
    """A form that somebody fills in for a citizen: an officer at a counter while they are there, or
    a helper whom they let do so (``consent_id``; then ``officer_id`` is the helper's applicant).

    While ``ended_at`` is empty, and a helper's consent in force, that person may open the draft,
    nobody else. Sending it needs the citizen's confirmation of exactly the answers sent:
    ``confirmed_digest``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft_id = models.UUIDField()
    applicant_id = models.UUIDField(db_index=True)
    officer_id = models.UUIDField()
    officer_name = models.CharField(max_length=200)
    # In the public schema: ``mandates``.
    consent_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    support_point = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    submission_id = models.UUIDField(null=True)

    # Only a hash of the code is kept, with the digest of the answers it was asked for.
    code_hash = models.CharField(max_length=64, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    code_attempts = models.PositiveSmallIntegerField(default=0)

    confirmed_by = models.CharField(max_length=10, blank=True, choices=ConfirmedBy.choices)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_digest = models.CharField(max_length=64, blank=True)
    # The signed paper, where it was scanned, or the signature drawn on the screen.
    evidence_file_id = models.UUIDField(null=True)

    class Meta:
        db_table = "submissions_assistance"
        indexes = [
            models.Index(fields=["officer_id", "-started_at"], name="assistance_of_officer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["draft_id"], condition=Q(ended_at=None), name="assistance_one_open"
            ),
            models.UniqueConstraint(
                fields=["submission_id"],
                condition=Q(submission_id__isnull=False),
                name="assistance_of_submission",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at=None, confirmed_digest="")
                | (~Q(confirmed_by="") & Q(confirmed_at__isnull=False) & ~Q(confirmed_digest="")),
                name="assistance_confirmed_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(submission_id=None) | (Q(ended_at__isnull=False) & ~Q(confirmed_by="")),
                name="assistance_sent_was_confirmed",
            ),
        ]
