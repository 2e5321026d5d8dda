from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id
from motcua.privacy.domain.requests import OPEN, Kind, State


class DataRequest(models.Model):
    """A citizen's request about their own data, and what became of it.

    ``due_at``: when the office must have done the next thing. What happened stands in the audit
    chain ``data-request:<id>``; what was written, on either side, is sealed in ``content``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    applicant_id = models.UUIDField()
    # "name", "text", "reply"; empty once it is forgotten.
    content: Any = EncryptedJSONField(purpose="privacy.request")
    handled_by = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    was_late = models.BooleanField(default=False)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "privacy_request"
        indexes = [
            models.Index(fields=["state", "due_at"], name="privacy_request_state"),
            models.Index(fields=["applicant_id", "-received_at"], name="privacy_request_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["applicant_id", "kind"],
                condition=Q(state__in=[str(each) for each in OPEN]),
                name="privacy_request_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "accepted"], ended_at=None)
                | (~Q(state__in=["new", "accepted"]) & Q(ended_at__isnull=False)),
                name="privacy_request_ended",
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return f"data-request:{self.pk}"
