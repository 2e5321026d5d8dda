from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.kernel.ids import new_id


class Opening(models.Model):
    """When a reception point takes people by appointment, for which services, at which queue.

    ``kind_id`` is the counter's kind of number people get on arrival. ``week`` holds seven texts
    such as ``07:30-11:00, 13:30-16:30``, Monday first; empty: whenever the point works. The
    point's calendar always has the last word: nobody is asked to come on a holiday.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    kind_id = models.UUIDField()
    name = models.CharField(max_length=120)
    # Empty: every service, every purpose.
    service_ids = ArrayField(models.UUIDField(), default=list)
    purposes = ArrayField(models.CharField(max_length=12), default=list)
    week = models.JSONField(default=list)
    slot_minutes = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    walk_in_percent = models.PositiveSmallIntegerField()
    lead_minutes = models.PositiveIntegerField()
    horizon_days = models.PositiveSmallIntegerField()
    early_minutes = models.PositiveSmallIntegerField()
    late_minutes = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "appointments_opening"
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["agency_id"], name="opening_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=240), name="opening_slot_length"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=50, walk_in_percent__lte=90),
                name="opening_places",
            ),
        ]


class Closure(models.Model):
    """A time at which a point, or one of its openings, takes nobody although it works."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    opening = models.ForeignKey(Opening, models.CASCADE, null=True, related_name="closures")
    closed_from = models.DateTimeField()
    closed_until = models.DateTimeField()
    # Told to those whose appointments fall into it.
    reason = models.CharField(max_length=200)

    class Meta:
        db_table = "appointments_closure"
        indexes = [models.Index(fields=["agency_id", "closed_until"], name="closure_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_from__lt=F("closed_until")), name="closure_has_length"
            )
        ]
