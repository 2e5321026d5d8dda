from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id

_SCORE = Q(overall__gte=1, overall__lte=5)


class CommentState(models.TextChoices):
    NONE = "none"
    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class Rating(models.Model):
    """What a party thought of how one dossier was handled; once a dossier, never changed.

    Scores are 1 (very bad) to 5 (very good), 0 where a question was left out. Who rated is not
    kept: the dossier's parties are known from the dossier. The comment is sealed and goes with
    the dossier when its retention is over; scores without it stay in the sums.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case_id = models.UUIDField(unique=True)
    service_id = models.UUIDField()
    service_name: Any = models.JSONField()
    agency_id = models.UUIDField(null=True)
    agency_name = models.CharField(max_length=300, blank=True)
    officer_id = models.UUIDField(null=True)
    officer_name = models.CharField(max_length=200, blank=True)
    overall = models.PositiveSmallIntegerField()
    speed = models.PositiveSmallIntegerField(default=0)
    clarity = models.PositiveSmallIntegerField(default=0)
    attitude = models.PositiveSmallIntegerField(default=0)
    # One text under the key "text".
    comment: Any = EncryptedJSONField(purpose="ratings.comment", null=True)
    comment_state = models.CharField(max_length=10, choices=CommentState, default=CommentState.NONE)
    moderated_by = models.CharField(max_length=200, blank=True)
    moderated_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=500, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        db_table = "ratings_rating"
        constraints = [
            models.CheckConstraint(condition=_SCORE, name="rating_overall_1_to_5"),
            models.CheckConstraint(
                condition=Q(speed__lte=5, clarity__lte=5, attitude__lte=5),
                name="rating_details_0_to_5",
            ),
            models.CheckConstraint(
                condition=Q(comment_state="none") | Q(comment__isnull=False),
                name="rating_comment_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["comment_state", "-rated_at"], name="rating_comments"),
            models.Index(fields=["-rated_at"], name="rating_newest"),
        ]
