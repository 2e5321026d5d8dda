import uuid
from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.surveys.domain.states import TextState
from motcua.surveys.models.survey import Survey


class SurveyResponse(models.Model):
    """What one person answered, sealed.

    Of an anonymous survey nothing else is kept: no person, network, session, time; the id is
    random, for one made of the clock would tell the time. ``operations/mixing.py`` takes away
    the order in which rows came. Named ones have ``applicant_id`` and the name in ``content``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    # "answers", and of a named survey "name".
    content: Any = EncryptedJSONField(purpose="surveys.response")
    applicant_id = models.UUIDField(null=True)
    is_mixed = models.BooleanField(default=False)

    class Meta:
        db_table = "surveys_response"
        indexes = [
            models.Index(
                fields=["applicant_id"],
                condition=models.Q(applicant_id__isnull=False),
                name="survey_response_of",
            ),
        ]


class SurveyText(models.Model):
    """Whether the public may read what somebody wrote; the words stand in the response.

    ``is_ready``: counted in a tally; before that nobody reads it, so that its time tells nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="texts")
    field_id = models.CharField(max_length=64)
    is_ready = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=TextState, default=TextState.WAITING)
    moderated_by_name = models.CharField(max_length=200, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "surveys_text"
        constraints = [
            models.UniqueConstraint(fields=["response", "field_id"], name="survey_text_once"),
        ]


class SurveyTicket(models.Model):
    """That somebody may answer once, or has. ``mark`` is a keyed hash of who or of an invitation;
    it leads to no answer, and no answer leads to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tickets")
    mark = models.CharField(max_length=64)
    # Of an invitation: a keyed hash of who was invited, for "do not invite me again".
    person = models.CharField(max_length=64, blank=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        db_table = "surveys_ticket"
        constraints = [
            models.UniqueConstraint(fields=["survey", "mark"], name="survey_ticket_once"),
        ]
