from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id
from motcua.petitions.domain.states import Kind, State


class Petition(models.Model):
    """A citizen's report or proposal (phản ánh, kiến nghị) and its answer.

    ``secret`` with ``code`` lets the sender follow it without an account. ``due_at``: when the
    office, or while it waits the sender, must have done the next thing. What happened stands in
    the audit chain ``petition:<id>``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    secret = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    # "title", "text", "name", "email", "phone", and what was added later under "more".
    content: Any = EncryptedJSONField(purpose="petitions.content")
    applicant_id = models.UUIDField(null=True)
    # The dossier it is about, as typed; whoever reads it looks the dossier up by own right.
    about = models.CharField(max_length=60, blank=True)
    agency_id = models.UUIDField(null=True)
    agency_name = models.CharField(max_length=300, blank=True)
    # What the office asks, refuses or answers with.
    reply = models.TextField(blank=True)
    # The question as published: rewritten by the office without personal data.
    public_text = models.TextField(blank=True)
    handled_by = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    was_late = models.BooleanField(default=False)

    class Meta:
        db_table = "petitions_petition"
        indexes = [
            models.Index(fields=["state", "due_at"], name="petition_by_state"),
            models.Index(fields=["-published_at"], name="petition_published"),
            models.Index(
                fields=["applicant_id", "-received_at"],
                condition=Q(applicant_id__isnull=False),
                name="petition_of_applicant",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "published", "refused"]) | ~Q(reply=""),
                name="petition_end_has_reply",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (~Q(public_text="") & Q(published_at__isnull=False)),
                name="petition_published_has_text",
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return f"petition:{self.pk}"
