from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kernel.ids import new_id


class AgencyKind(models.TextChoices):
    PROVINCE = "province", _("Ủy ban nhân dân tỉnh, thành phố")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    COMMUNE = "commune", _("Ủy ban nhân dân xã, phường, đặc khu")
    MINISTRY = "ministry", _("Bộ, cơ quan ngang bộ")
    BUREAU = "bureau", _("Cục, vụ, đơn vị")
    CENTRE = "centre", _("Trung tâm phục vụ hành chính công")
    DIVISION = "division", _("Phòng, bộ phận")


class Agency(models.Model):
    """A unit of the tenant: department, commune, centre, division (domain reference 4.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Identifier under QĐ 20/2020/QĐ-TTg where the unit has one, else the tenant's own.
    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("tên đơn vị"), max_length=200)
    kind = models.CharField(_("loại đơn vị"), max_length=20, choices=AgencyKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    # Statistics code of the commune the unit serves (five digits), if it serves one.
    commune_code = models.CharField(_("mã xã"), max_length=10, blank=True)
    is_reception_point = models.BooleanField(_("nơi tiếp nhận hồ sơ"), default=False)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)

    class Meta:
        db_table = "identity_agency"
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="identity_agency_not_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name
