from django.db import models
from django.db.models import F, Q

from motcua.kernel.ids import new_id


class RequestState(models.TextChoices):
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    """Approved, to be published at ``publish_at``."""
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    """By the person who asked."""


class PublicationRequest(models.Model):
    """One person asks to publish a revision of the draft, another one decides.

    ``checks`` are the warnings that stood, each with the ``reason`` why it may stand.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.PublicService", on_delete=models.CASCADE, related_name="publication_requests"
    )
    draft_revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    checks = models.JSONField(default=list)
    state = models.CharField(
        max_length=12, choices=RequestState.choices, default=RequestState.WAITING
    )
    note = models.TextField(blank=True, default="")
    requested_by = models.UUIDField()
    requested_by_name = models.CharField(max_length=200, blank=True, default="")
    requested_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True, default="")
    publish_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_publication_request"
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(state="waiting"), name="one_waiting_request"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(state="scheduled"), name="one_scheduled_request"
            ),
            models.CheckConstraint(
                name="request_scheduled_has_time",
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
            ),
            models.CheckConstraint(
                name="request_decided_at_and_by",
                condition=Q(state="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="request_approved_by_another",
                condition=~Q(state__in=["approved", "scheduled"])
                | ~Q(decided_by=F("requested_by")),
            ),
        ]
