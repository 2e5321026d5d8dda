from typing import Any

from django.db import models
from django.db.models import F, Q

from motcua.kernel.ids import new_id
from motcua.surveys.domain.states import Audience, Status


class Survey(models.Model):
    """Questions, who is asked, from when to when, and what the answers say together.

    ``draft`` holds the words and the form; from publication on a trigger keeps it, the audience
    and the promise of anonymity as they are. ``tally`` are sums only. What happened stands in the
    audit chain ``survey:<id>``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    draft: Any = models.JSONField()
    draft_revision = models.PositiveIntegerField(default=1)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYONE)
    # Only dossiers of this service, where the invitation follows a dossier.
    service_id = models.UUIDField(null=True)
    is_anonymous = models.BooleanField(default=True)
    is_one_page = models.BooleanField(default=False)
    languages: Any = models.JSONField(default=list)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    keep_days = models.PositiveSmallIntegerField(default=365)
    request_note = models.CharField(max_length=2000, blank=True)
    requested_by = models.UUIDField(null=True)
    requested_by_name = models.CharField(max_length=200, blank=True)
    requested_at = models.DateTimeField(null=True)
    sent_back_reason = models.CharField(max_length=2000, blank=True)
    published_by = models.UUIDField(null=True)
    published_by_name = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    tally: Any = models.JSONField(null=True)
    # How many answers the tally is of, and when it was made.
    tallied = models.PositiveIntegerField(default=0)
    tallied_at = models.DateTimeField(null=True)
    # The open page of results, as it was published; null while there is none.
    results: Any = models.JSONField(null=True)
    results_at = models.DateTimeField(null=True)
    results_by_name = models.CharField(max_length=200, blank=True)
    forgotten_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    updated_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "surveys_survey"
        indexes = [
            models.Index(fields=["status", "-updated_at"], name="survey_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=True) | ~Q(audience="everyone"),
                name="survey_named_signs_in",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(requested_by=F("published_by")),
                name="survey_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="survey_opens_before_it_closes",
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return f"survey:{self.pk}"


class OperationState(models.TextChoices):
    """``abandoned``: undone, then something else was done instead."""

    APPLIED = "applied"
    UNDONE = "undone"
    ABANDONED = "abandoned"


class SurveyOperation(models.Model):
    """One saved batch of edits and the batch that takes it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="operations")
    number = models.PositiveIntegerField()
    operations: Any = models.JSONField()
    inverse: Any = models.JSONField()
    state = models.CharField(max_length=10, choices=OperationState, default=OperationState.APPLIED)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_operation"
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_operation_number"),
        ]
