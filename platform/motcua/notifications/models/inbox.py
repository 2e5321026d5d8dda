from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class InboxEntry(models.Model):
    """A notice in the portal's inbox of an applicant, or in the back office's of staff.

    ``link`` is a path on the tenant's own site.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery_id = models.UUIDField(unique=True)
    applicant_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(applicant_id=None, staff_id__isnull=False)
                | Q(applicant_id__isnull=False, staff_id=None),
                name="inbox_one_owner",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant_id", "-created_at"], name="inbox_applicant"),
            models.Index(fields=["staff_id", "-created_at"], name="inbox_staff"),
        ]
