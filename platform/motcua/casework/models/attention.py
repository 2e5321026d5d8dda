"""Who keeps an eye on a dossier without holding it."""

from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.ids import new_id


class CaseWatch(models.Model):
    """A member of staff follows a dossier: it stands in their list, news of it is told them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="watches")
    staff_id = models.UUIDField()
    watched_at = models.DateTimeField()

    class Meta:
        db_table = "casework_watch"
        constraints = [
            models.UniqueConstraint(fields=["staff_id", "case"], name="watch_once"),
        ]


class CaseShare(models.Model):
    """A colleague lets another read one dossier that their own units do not give them.

    ``Case.shared_with`` repeats who may read now; this is by whom, since when and why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="shares")
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=200)
    shared_by = models.UUIDField(null=True)
    shared_by_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_share"
        indexes = [
            models.Index(
                fields=["staff_id", "-shared_at"],
                condition=Q(ended_at=None),
                name="share_with_whom",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "staff_id"], condition=Q(ended_at=None), name="share_open_once"
            ),
        ]
