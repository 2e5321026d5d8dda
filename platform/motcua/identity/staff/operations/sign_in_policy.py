"""Whether staff may sign in with a password, and who always may."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.staff.models import (
    IdentityProvider,
    RoleAssignment,
    SignInPolicy,
    StaffProfile,
)
from motcua.identity.staff.provider_errors import ProviderNeeded
from motcua.identity.staff.queries.people import StaffMissing
from motcua.kernel import audit
from motcua.kernel.actors import Actor

CONFIGURE: Final = "tenant.configure"
_RESCUER: Final = "tech_admin"


def switch_passwords(*, off: bool, by: Actor, now: datetime) -> None:
    """Off: staff come in by a provider, but for those who keep a password.

    Raises ``ProviderNeeded`` unless a provider works and somebody keeps a password who can mend
    things: a technician with a password that works.
    """
    by.require(CONFIGURE)
    with transaction.atomic():
        row, _made = SignInPolicy.objects.select_for_update().get_or_create(is_only=True)
        if row.passwords_off == off:
            return
        row.passwords_off = off
        row.save(update_fields=["passwords_off"])
        if off:
            refuse_without_providers()
            _refuse_untested()
            refuse_without_rescuer(now)
        action = "identity.passwords_off" if off else "identity.passwords_on"
        audit.record(action=action, subject="sign_in_policy", by=by, at=now)


def keep_password(*, staff_id: UUID, keeps: bool, by: Actor, now: datetime) -> None:
    """Raises ``StaffMissing``; ``ProviderNeeded`` for the last rescuer while passwords are off."""
    by.require(CONFIGURE)
    with transaction.atomic():
        changed = StaffProfile.objects.filter(account=staff_id).update(keeps_password=keeps)
        if not changed:
            raise StaffMissing(_("Không có cán bộ này."))
        guard_rescuer(now)
        action = "identity.password_kept" if keeps else "identity.password_not_kept"
        audit.record(action=action, subject=f"staff:{staff_id}", by=by, at=now)


def guard_rescuer(now: datetime) -> None:
    """After a change that may have taken the last one away. Raises ``ProviderNeeded``."""
    if SignInPolicy.objects.filter(passwords_off=True).exists():
        refuse_without_rescuer(now)


def refuse_without_providers() -> None:
    """Raises ``ProviderNeeded`` when passwords are off and no provider is on."""
    if not SignInPolicy.objects.filter(passwords_off=True).exists():
        return
    if not IdentityProvider.objects.filter(is_enabled=True).exists():
        raise ProviderNeeded(
            _("Mật khẩu đang tắt nên phải còn ít nhất một hệ thống đăng nhập được bật.")
        )


def refuse_without_rescuer(now: datetime) -> None:
    """Raises ``ProviderNeeded`` when nobody could come in to mend a provider that is away."""
    kept = StaffProfile.objects.filter(keeps_password=True).values("account")
    technicians = RoleAssignment.objects.live_at(now).filter(role=_RESCUER).values("account")
    people = Account.objects.filter(is_active=True, pk__in=kept).filter(pk__in=technicians)
    if not any(each.has_usable_password() for each in people):
        raise ProviderNeeded(
            _(
                "Phải còn ít nhất một quản trị kỹ thuật được giữ mật khẩu, để vào được khi hệ thống"
                " của cơ quan gặp sự cố."
            )
        )


def _refuse_untested() -> None:
    rows = IdentityProvider.objects.filter(is_enabled=True).values_list("test_steps", flat=True)
    if not any(steps and all(good for _key, good, _detail in steps) for steps in rows):
        raise ProviderNeeded(
            _("Hãy bấm “Thử kết nối” ở một hệ thống đang bật; thử đạt rồi mới tắt mật khẩu được.")
        )
