from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.ids import new_id


class TicketStatus(models.TextChoices):
    WAITING = "waiting", _("Đang chờ")
    CALLED = "called", _("Đang phục vụ")
    DONE = "done", _("Đã xong")
    NO_SHOW = "no_show", _("Gọi không có mặt")


class TicketKind(models.Model):
    """What people queue for at one reception point; ``code`` begins their numbers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    code = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "counter_ticket_kind"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "code"], name="ticket_kind_code"),
        ]


class Ticket(models.Model):
    """One number of one day. It names nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    kind = models.ForeignKey(TicketKind, models.PROTECT, related_name="tickets")
    day = models.DateField()
    label = models.CharField(max_length=8)
    # The old, the disabled, expectant mothers and others whom the law lets go first.
    is_priority = models.BooleanField(default=False)
    status = models.CharField(
        max_length=8, choices=TicketStatus.choices, default=TicketStatus.WAITING
    )
    issued_at = models.DateTimeField()
    # The time agreed beforehand, of who came by appointment and in time.
    promised_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    first_called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    officer_id = models.UUIDField(null=True)
    desk = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "counter_ticket"
        indexes = [
            models.Index(
                fields=["agency_id", "day", "issued_at"],
                condition=Q(status="waiting"),
                name="ticket_waiting",
            ),
            models.Index(fields=["agency_id", "day", "-called_at"], name="ticket_called"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "day", "label"], name="ticket_label"),
            # An officer serves one person at a time.
            models.UniqueConstraint(
                fields=["officer_id"], condition=Q(status="called"), name="ticket_one_at_a_desk"
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", officer_id=None)
                | (~Q(status="waiting") & Q(officer_id__isnull=False, called_at__isnull=False)),
                name="ticket_called_by_somebody",
            ),
        ]
