from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class CommentThread(models.Model):
    """A talk about one part of a draft. ``part_id`` is the part's stable id; empty for the whole.

    The part may be gone meanwhile: the talk stays readable until somebody settles it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.PublicService", on_delete=models.CASCADE, related_name="comment_threads"
    )
    part_id = models.CharField(max_length=80, blank=True, default="")
    part_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.UUIDField(null=True)
    resolved_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "catalogue_comment_thread"
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["service", "created_at"], name="comment_thread_of")]
        constraints = [
            models.CheckConstraint(
                name="comment_resolved_at_and_by",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]


class Comment(models.Model):
    """One remark. ``mentions`` lists ``{"id", "name"}`` of colleagues as they were called."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thread = models.ForeignKey(CommentThread, on_delete=models.CASCADE, related_name="comments")
    body = models.TextField()
    mentions = models.JSONField(default=list)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_comment"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["thread", "at"], name="comment_in_thread")]
