from django.db import models
from django_tenants.models import TenantMixin

from motcua.kernel.ids import new_id


class TenantKind(models.TextChoices):
    PROVINCE = "province", "Tỉnh, thành phố"
    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    AGENCY = "agency", "Cơ quan khác"


class TenantStatus(models.TextChoices):
    CREATING = "creating"
    ACTIVE = "active"
    # Citizens read and finish what they began; nothing new begins.
    SUSPENDED = "suspended"
    # Nobody is served while something is being put right: a restore, an import.
    CLOSED = "closed"
    ARCHIVED = "archived"


SERVED = (TenantStatus.ACTIVE, TenantStatus.SUSPENDED)
"""In these the pages answer and what is under way goes on."""


class Tenant(TenantMixin):
    """A province, ministry or other agency. Lives in the public schema; its data does not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=TenantKind)
    status = models.CharField(
        max_length=20, choices=TenantStatus, default=TenantStatus.CREATING, db_index=True
    )
    # Its role in the database; empty where roles cannot be made (ADR 0011).
    database_role = models.CharField(max_length=63, blank=True, default="", editable=False)
    # Identifier under QĐ 20/2020/QĐ-TTg, for example H56; leads the dossier code.
    agency_code = models.CharField(max_length=30)
    dossier_pattern = models.CharField(max_length=80, default="{agency}-{yymmdd}-{number:04d}")
    language = models.CharField(max_length=10, default="vi")
    timezone = models.CharField(max_length=40, default="Asia/Ho_Chi_Minh")
    theme = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Empty while the agency is trying things out: pages say so and stay out of search engines.
    live_at = models.DateTimeField(null=True, blank=True)
    # The day from which an archived tenant may be deleted for good.
    delete_on = models.DateField(null=True, blank=True)
    # The tenant this one is the practice area, or the training copy, of.
    practice_of = models.UUIDField(null=True, blank=True)
    # A training copy has dossiers of invented people; a practice area has none.
    is_training = models.BooleanField(default=False, db_default=False)
    # The province that opened this commune's portal; their data stay apart.
    parent_id = models.UUIDField(null=True, blank=True)

    # Not stored: the tenant's own host name a request came by, and whether it only leads on.
    visited_host = ""
    is_sent_on = False

    # Schemas are made by cloning (tenants.operations.create_tenant), never by saving a row.
    auto_create_schema = False
    auto_drop_schema = False

    class Meta:
        db_table = "tenants_tenant"

    def __str__(self) -> str:
        return self.name
