"""People who work for a tenant: taking on, letting go."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.places import is_public_schema
from motcua.identity.staff.models import Agency, StaffProfile
from motcua.identity.staff.operations.agencies import agency_by_code
from motcua.identity.staff.operations.roles import act_of, enter_groups, first_roles
from motcua.identity.staff.operations.sign_in_policy import guard_rescuer
from motcua.identity.staff.queries.people import StaffMissing, StaffView, view_of
from motcua.kernel import audit, rows
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Conflict, Forbidden


class UsernameTaken(Conflict):
    code = "username_taken"


class StaffNeedTenant(Forbidden):
    """Staff were to be created outside a tenant."""

    code = "staff_need_tenant"


def create_staff(
    *,
    username: str,
    full_name: str,
    password: str | None = None,
    password_hash: str = "",
    roles: Iterable[tuple[str, str | None]] = (),
    agency_code: str | None = None,
    email: str = "",
    phone: str = "",
    title: str = "",
    by: Actor = SYSTEM,
    now: datetime | None = None,
) -> StaffView:
    """Take somebody on in the current tenant.

    ``roles`` are pairs of role key and agency code; no code means the whole tenant.
    ``password_hash``: made before by Django's ``make_password``, which takes half a second each
    time; without either nobody can sign in with a password.
    Raises ``UsernameTaken``, ``RoleMissing``, ``AgencyMissing``, ``StaffNeedTenant``.
    """
    if is_public_schema():
        raise StaffNeedTenant(_("Cán bộ chỉ được tạo trong một cơ quan."))
    at = now or timezone.now()
    account = Account(
        username=username,
        full_name=full_name,
        email=email,
        password=password_hash or make_password(password),
    )
    created = {"username": username, "agency": agency_code}
    with transaction.atomic():
        held = list(dict.fromkeys(roles))
        places = _places(agency_code, *(code for _role, code in held))
        profile = StaffProfile(
            account=account,
            agency=places[agency_code] if agency_code else None,
            phone=phone,
            title=title,
        )
        at_places = [(role, places[code].id if code else None) for role, code in held]
        assigned = first_roles(account, at_places, by=by, now=at)
        acts = audit.first_acts(
            subject=f"staff:{account.id}",
            acts=[("identity.staff_created", created), *(act_of(row) for row in assigned)],
            by=by,
            at=at,
        )
        _insert(account, profile, *assigned, *acts)
        enter_groups(account, {row.role for row in assigned})
    return view_of(account, live=sorted(assigned, key=lambda row: (row.role, row.id)))


def disable_staff(*, staff_id: UUID, by: Actor, now: datetime) -> None:
    """The account stops working at the next request; its name stays in old dossiers.

    Raises ``StaffMissing``; ``ProviderNeeded`` for the last who could mend the sign-in.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=staff_id).first()
        if account is None:
            raise StaffMissing(_("Không có cán bộ này."))
        account.is_active = False
        account.save(update_fields=["is_active"])
        guard_rescuer(now)
        audit.record(action="identity.staff_disabled", subject=f"staff:{staff_id}", by=by, at=now)


def _places(*codes: str | None) -> dict[str, Agency]:
    """Agencies by code. Raises ``AgencyMissing``."""
    return {code: agency_by_code(code) for code in dict.fromkeys(codes) if code}


def _insert(account: Account, *more: Model) -> None:
    try:
        rows.insert(account, *more)
    except IntegrityError as error:
        if "username" not in str(error):
            raise
        raise UsernameTaken(_("Tên đăng nhập này đã có."), field="username") from error
