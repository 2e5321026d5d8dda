from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class DraftStatus(models.TextChoices):
    OPEN = "open"
    SUBMITTED = "submitted"
    DISCARDED = "discarded"


class Draft(models.Model):
    """A dossier being filled in. Answers to questions the rules hide stay here until it is sent.

    With ``supersedes`` it corrects a submission: only ``open_fields`` may change. Without, the
    ``locked_fields`` hold what the state vouches for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version_id = models.UUIDField()
    applicant_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    profile: Any = EncryptedJSONField(purpose="submissions.draft.profile")
    answers: Any = EncryptedJSONField(purpose="submissions.draft.answers")
    entered: Any = EncryptedJSONField(purpose="submissions.draft.entered")
    """Page id to the inputs of its last save that had errors, as typed."""
    prefilled: Any = models.JSONField(default=list)
    """Field id to where its answer comes from; a list of ids in drafts of the first release."""
    saved_pages = models.JSONField(default=list)
    page_id = models.CharField(max_length=64, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, choices=DraftStatus.choices)
    supersedes = models.UUIDField(null=True)
    open_fields = models.JSONField(null=True)
    locked_fields = models.JSONField(null=True)
    # For whom it is filed, where not simply for oneself; see ``domain.parties``.
    parties: Any = EncryptedJSONField(purpose="submissions.draft.parties", null=True)
    # File id to where a file comes from that the agency had already; see ``operations.reuse_file``.
    reused = models.JSONField(default=dict, db_default={})
    submission_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "submissions_draft"
        indexes = [
            models.Index(fields=["applicant_id", "-updated_at"], name="draft_of_applicant"),
            models.Index(
                fields=["expires_at"], name="draft_open_by_expiry", condition=Q(status="open")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="draft_submitted_has_submission",
                condition=Q(status="submitted", submission_id__isnull=False)
                | (~Q(status="submitted") & Q(submission_id=None)),
            ),
            models.CheckConstraint(
                name="draft_correction_names_fields",
                condition=Q(supersedes=None, open_fields=None)
                | Q(supersedes__isnull=False, open_fields__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                name="draft_one_open_correction",
                condition=Q(status="open", supersedes__isnull=False),
            ),
        ]
