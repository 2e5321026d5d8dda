from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.casework.models import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class PostState(models.TextChoices):
    REGISTERED = "registered", _("Chờ giao bưu chính")
    DISPATCHED = "dispatched", _("Đã giao bưu chính")
    DELIVERED = "delivered", _("Người dân đã nhận")
    FAILED = "failed", _("Phát không thành công")
    RETURNED = "returned", _("Đã chuyển hoàn")


class PostItem(models.Model):
    """A result that goes by public post: where to, and how far it came."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="post_items")
    state = models.CharField(max_length=12, choices=PostState.choices)
    # name, phone, address: where this one goes, whatever address the dossier has.
    receiver: Any = EncryptedJSONField(purpose="casework.post")
    dispatch_code = models.CharField(max_length=60, blank=True)
    # The hand-over list it left with.
    list_number = models.CharField(max_length=20, blank=True, db_index=True)
    reason = models.CharField(max_length=300, blank=True)
    agency_id = models.UUIDField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    dispatched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "counter_post_item"
        indexes = [
            models.Index(
                fields=["agency_id", "state", "registered_at"],
                condition=Q(closed_at=None),
                name="post_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at=None), name="post_one_open"
            ),
            models.UniqueConstraint(
                fields=["dispatch_code"], condition=~Q(dispatch_code=""), name="post_code_once"
            ),
            models.CheckConstraint(
                condition=Q(state="registered", dispatched_at=None)
                | (~Q(state="registered") & Q(dispatched_at__isnull=False) & ~Q(dispatch_code="")),
                name="post_sent_has_code",
            ),
        ]
