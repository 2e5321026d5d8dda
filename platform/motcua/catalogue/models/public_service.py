from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.domain.intake import Intake
from motcua.kernel.ids import new_id


class ServiceStatus(models.TextChoices):
    """Where the draft stands; what citizens see depends on ``live_version`` alone."""

    DRAFT = "draft", _("Bản nháp")
    IN_REVIEW = "in_review", _("Chờ duyệt")
    PUBLISHED = "published", _("Đã công bố")
    WITHDRAWN = "withdrawn", _("Đã rút")


class PublicService(models.Model):
    """One online public service: its draft, and which frozen version is live.

    ``search_text`` is folded text of the live version, ``draft_search_text`` of the draft.
    Authors are staff ids and names as they were: staff may leave, the record stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    code = models.CharField(max_length=60, blank=True, default="")
    name = models.CharField(max_length=500)
    sector = models.CharField(max_length=200, blank=True, default="")
    draft = models.JSONField()
    draft_revision = models.PositiveIntegerField(default=1)
    status = models.CharField(
        max_length=20, choices=ServiceStatus.choices, default=ServiceStatus.DRAFT
    )
    live_version = models.ForeignKey(
        "catalogue.ServiceVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    live_revision = models.PositiveIntegerField(null=True)
    live_order = models.CharField(max_length=500, blank=True, default="")
    # Dossiers of the last ninety days; who is above this app says how many (``note_popularity``).
    popularity = models.PositiveIntegerField(default=0, db_default=0)
    # Where dossiers are filed; kept in step with ``IntakePolicy`` unless the choice is its own.
    intake = models.CharField(
        max_length=12,
        choices=Intake.choices,
        default=Intake.PORTAL,
        db_default=Intake.PORTAL.value,
    )
    has_own_intake = models.BooleanField(default=False, db_default=False)
    search_text = models.TextField(blank=True, default="")
    draft_search_text = models.TextField(blank=True, default="")
    created_by = models.UUIDField(null=True)
    created_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    updated_by = models.UUIDField(null=True)
    updated_by_name = models.CharField(max_length=200, blank=True, default="")
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_public_service"
        indexes = [
            models.Index(
                fields=["live_order", "id"],
                name="service_live",
                condition=Q(live_version__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="service_live_version_and_revision",
                condition=Q(live_version__isnull=True, live_revision__isnull=True)
                | Q(live_version__isnull=False, live_revision__isnull=False),
            ),
        ]
