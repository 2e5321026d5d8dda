"""Sign-in with a user name and password: staff inside their tenant, operators on the platform."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils import timezone

from motcua.identity.models import Account
from motcua.identity.places import is_public_schema


class StaffBackend(ModelBackend):
    """Looks only at the accounts of the schema in use."""

    def user_can_authenticate(self, user: Any) -> bool:
        """On the platform the accounts of citizens live beside those of operators."""
        if is_public_schema() and not user.is_staff:
            return False
        return super().user_can_authenticate(user)

    def _get_group_permissions(self, user_obj: Account) -> QuerySet[Permission]:
        """Groups of a person whose roles have all run out give nothing any more."""
        permissions: QuerySet[Permission] = super()._get_group_permissions(user_obj)  # type: ignore[misc]
        if is_public_schema():
            return permissions
        from motcua.identity.staff.models import RoleAssignment

        live = RoleAssignment.objects.live_at(timezone.now()).filter(account=user_obj)
        return permissions if live.exists() else permissions.none()
