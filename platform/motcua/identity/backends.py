"""Sign-in with a user name and password: staff inside their tenant, operators on the platform."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.identity import sign_in_guard
from motcua.identity.models import Account
from motcua.identity.places import is_public_schema
from motcua.kernel.errors import TooMany


class StaffBackend(ModelBackend):
    """Looks only at the accounts of the schema in use."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Account | None:
        """Locked and over-eager callers learn no more than that the sign-in failed; the form
        (``staff.forms.StaffLoginForm``) tells them why."""
        if not username or password is None:
            return None
        now = timezone.now()
        try:
            sign_in_guard.refuse_if_locked(username=username, now=now)
            if request is not None:
                sign_in_guard.count_attempt(username=username, request=request, now=now)
        except TooMany:
            return None
        account = super().authenticate(request, username=username, password=password)
        if account is None:
            sign_in_guard.note_failure(username=username, now=now)
            return None
        sign_in_guard.note_success(username=username)
        if not self._may_use_password(account):
            return None
        return account

    def _may_use_password(self, account: Any) -> bool:
        """An agency may have switched passwords off in favour of its own sign-in system."""
        if is_public_schema():
            return True
        from motcua.identity.staff.queries.providers import may_use_password

        return may_use_password(account.pk)

    def user_can_authenticate(self, user: Any) -> bool:
        """On the platform the accounts of citizens live beside those of operators."""
        if is_public_schema() and not user.is_staff:
            return False
        return super().user_can_authenticate(user)

    def get_user(self, user_id: Any) -> Account | None:
        """Inside a tenant together with what every page of the staff site asks about them."""
        if is_public_schema():
            found: Account | None = super().get_user(user_id)
            return found
        from motcua.identity.staff.queries.signed_in import signed_in_account

        account = signed_in_account(user_id, now=timezone.now())
        return account if account and self.user_can_authenticate(account) else None

    def _get_user_permissions(self, user_obj: Account) -> QuerySet[Permission]:
        """Inside a tenant rights come from roles and their groups, never from an own list."""
        permissions: QuerySet[Permission] = super()._get_user_permissions(  # type: ignore[misc]
            user_obj
        )
        return permissions if is_public_schema() else permissions.none()

    def _get_group_permissions(self, user_obj: Account) -> QuerySet[Permission]:
        """Groups of a person whose roles have all run out give nothing any more."""
        permissions: QuerySet[Permission] = super()._get_group_permissions(  # type: ignore[misc]
            user_obj
        )
        if is_public_schema():
            return permissions
        from motcua.identity.staff.models import RoleAssignment

        live = RoleAssignment.objects.live_at(timezone.now()).filter(account=user_obj)
        return permissions if live.exists() else permissions.none()
