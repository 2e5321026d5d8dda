from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.identity.staff.models.agency import Agency
from motcua.kernel.ids import new_id


class StaffProfile(models.Model):
    """What the tenant knows about one of its staff besides the account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_profile"
    )
    # The unit the person belongs to; where they may act is told by their roles.
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="staff")
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    title = models.CharField(_("chức danh"), max_length=120, blank=True)
    # Signs in with a password even where the agency has switched passwords off.
    keeps_password = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "identity_staff_profile"
