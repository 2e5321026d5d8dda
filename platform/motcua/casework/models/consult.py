"""Asking another tenant at one step of a dossier: what was asked, and what came back."""

from typing import Any

from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class ConsultState(models.TextChoices):
    """``waiting``: not yet with the other tenant; ``stuck``: cannot get there, a person must
    look; ``closed``: the step ended without their answer."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    STUCK = "stuck"
    ANSWERED = "answered"
    CLOSED = "closed"


class Consult(models.Model):
    """A request (yêu cầu phối hợp) to another tenant, one per work item.

    ``shared`` is all that the other tenant gets, ``digest`` its SHA-256. The other side keeps a
    copy under the same id; no foreign key crosses a schema.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="consults")
    item_id = models.UUIDField(unique=True)
    step_id = models.CharField(max_length=60)
    step_name = models.CharField(max_length=300)
    tenant_slug = models.CharField(max_length=63)
    tenant_name = models.CharField(max_length=300, blank=True)
    shared: Any = EncryptedJSONField(purpose="casework.consult.shared")
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=ConsultState.choices, default=ConsultState.WAITING
    )
    problem = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    # {"outcome", "label", "note", "by", "unit", "at", "files": [{file_id, name, size, sha256}]}
    answer: Any = EncryptedJSONField(purpose="casework.consult.answer", null=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "casework_consult"
        indexes = [
            models.Index(fields=["case", "asked_at"], name="consult_of_case"),
            models.Index(
                fields=["tried_at"],
                condition=Q(state__in=["waiting", "stuck"]),
                name="consult_to_send",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer=None, answer_digest="")
                | (Q(answered_at__isnull=False) & ~Q(answer_digest="")),
                name="consult_answer_whole_or_not",
            ),
        ]


class ForeignState(models.TextChoices):
    OPEN = "open"
    ANSWERED = "answered"
    RECALLED = "recalled"


class ForeignRequest(models.Model):
    """A request of another tenant, under the id it has there. Nothing else of theirs is here."""

    id = models.UUIDField(primary_key=True, editable=False)
    tenant_slug = models.CharField(max_length=63)
    tenant_name = models.CharField(max_length=300)
    number = models.CharField(max_length=60)
    service_name = models.JSONField()
    step_name = models.CharField(max_length=300)
    # {"pages": [{"title", "rows": [{"label", "value"}]}], "files": [{name, size, sha256, ...}],
    #  "outcomes": [{"id", "label", "requires_reason"}]}
    shared: Any = EncryptedJSONField(purpose="casework.foreign.shared")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ForeignState.choices, default=ForeignState.OPEN)
    item_id = models.UUIDField(unique=True)
    role = models.CharField(max_length=60)
    agency_id = models.UUIDField(null=True)
    assignee_id = models.UUIDField(null=True)
    assignee_name = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer: Any = EncryptedJSONField(purpose="casework.foreign.answer", null=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    # When the asking tenant took the answer, and what it said: "taken", "late".
    returned_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    problem = models.TextField(blank=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "casework_foreign_request"
        indexes = [
            models.Index(fields=["state", "due_at"], name="foreign_by_due"),
            models.Index(
                fields=["answered_at"],
                condition=Q(state="answered", returned_at=None),
                name="foreign_to_return",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer_digest="")
                | (Q(answered_at__isnull=False) & ~Q(answer_digest="")),
                name="foreign_answer_whole_or_not",
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return f"request:{self.pk}"


class ExchangeDesk(models.Model):
    """Who answers other tenants here. One row at most; without it, the leaders do."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    is_only = models.BooleanField(default=True, unique=True, editable=False)
    role = models.CharField(max_length=60)
    agency_id = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "casework_exchange_desk"
        constraints = [models.CheckConstraint(condition=Q(is_only=True), name="exchange_one_desk")]
