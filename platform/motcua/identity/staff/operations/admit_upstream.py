"""From the person a provider vouches for to a member of staff here."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.identity.models import Account
from motcua.identity.registry import UpstreamIdentity
from motcua.identity.staff.models import (
    Admits,
    Agency,
    IdentityProvider,
    RoleAssignment,
    StaffProfile,
    UpstreamAccount,
)
from motcua.identity.staff.operations.people import create_staff
from motcua.identity.staff.operations.roles import assign_role, withdraw_role
from motcua.identity.staff.provider_errors import NotAdmitted
from motcua.identity.staff.role_rules import RoleRule, roles_of_groups
from motcua.kernel import audit
from motcua.kernel.actors import Actor

_USERNAME: Final = re.compile(r"[\w.@+-]{1,150}")


def provider_actor(provider: IdentityProvider) -> Actor:
    """Who gives the roles that follow from groups: told apart from those given by hand."""
    return Actor(kind="system", id=provider.pk, name=provider.title)


def admit_upstream(
    *,
    provider: IdentityProvider,
    identity: UpstreamIdentity,
    make_room: Callable[[], None],
    now: datetime,
) -> Account:
    """The account of ``identity``: by subject; the first time by user name, or a new one.

    ``make_room`` raises when the plan has no room for one more. Raises ``NotAdmitted``. Facts
    and roles that the provider looks after are brought up to date.
    """
    with transaction.atomic():
        link = (
            UpstreamAccount.objects.select_for_update()
            .filter(provider=provider, subject=identity.subject)
            .first()
        )
        account = link.account if link else _welcome(provider, identity, make_room, now)
        if not account.is_active:
            raise NotAdmitted(_("Tài khoản của bạn đã bị khóa. Hãy hỏi quản trị của cơ quan."))
        _refresh(account, identity)
        _sync_roles(provider, account, identity, now)
    account.refresh_from_db()
    return account


def _welcome(
    provider: IdentityProvider,
    identity: UpstreamIdentity,
    make_room: Callable[[], None],
    now: datetime,
) -> Account:
    if not _USERNAME.fullmatch(identity.username):
        raise NotAdmitted(_("Hệ thống của cơ quan không gửi tên đăng nhập dùng được."))
    account = Account.objects.filter(username__iexact=identity.username).first()
    if account is not None:
        _refuse_to_link(provider, account)
    elif provider.admits != Admits.EVERYBODY:
        raise NotAdmitted(
            _("Bạn chưa có tài khoản ở đây. Hãy nhờ quản trị của cơ quan thêm bạn làm cán bộ.")
        )
    else:
        make_room()
        account = _create(provider, identity, now)
    _link(provider, identity, account, now)
    return account


def _refuse_to_link(provider: IdentityProvider, account: Account) -> None:
    """Whoever keeps a password is the way back in: no provider may become them. Nor may a second
    person of the provider become somebody who is linked already."""
    kept = StaffProfile.objects.filter(account=account, keeps_password=True).exists()
    taken = UpstreamAccount.objects.filter(provider=provider, account=account).exists()
    if kept or taken:
        raise NotAdmitted(_("Tài khoản này đăng nhập bằng cách khác. Hãy hỏi quản trị."))


def _create(provider: IdentityProvider, identity: UpstreamIdentity, now: datetime) -> Account:
    view = create_staff(
        username=identity.username,
        full_name=identity.full_name or identity.username,
        email=identity.email,
        by=provider_actor(provider),
        now=now,
    )
    return Account.objects.get(pk=view.id)


def _link(
    provider: IdentityProvider, identity: UpstreamIdentity, account: Account, now: datetime
) -> None:
    try:
        with transaction.atomic():
            UpstreamAccount.objects.create(
                provider=provider, subject=identity.subject, account=account, linked_at=now
            )
    except IntegrityError as error:
        raise NotAdmitted(_("Hãy đăng nhập lại.")) from error
    audit.record(
        action="identity.provider_linked",
        subject=f"staff:{account.pk}",
        by=provider_actor(provider),
        at=now,
        data={"provider": provider.pk, "username": identity.username},
    )


def _refresh(account: Account, identity: UpstreamIdentity) -> None:
    """What the provider does not say stays as it is."""
    said = {"full_name": identity.full_name, "email": identity.email}
    Account.objects.filter(pk=account.pk).update(**{k: v for k, v in said.items() if v})
    if not identity.unit:
        return
    unit = Agency.objects.filter(code__iexact=identity.unit).first() or (
        Agency.objects.filter(name__iexact=identity.unit).first()
    )
    if unit is not None:
        StaffProfile.objects.filter(account=account).update(agency=unit)


def _sync_roles(
    provider: IdentityProvider, account: Account, identity: UpstreamIdentity, now: datetime
) -> None:
    """Roles from groups come and go with them; roles given by people here stay."""
    by = provider_actor(provider)
    rules = [RoleRule(*each) for each in provider.role_rules]
    wanted = roles_of_groups(rules, identity.groups)
    codes = {code for _role, code in wanted if code}
    places = dict(Agency.objects.filter(code__in=codes).values_list("code", "id"))
    due: set[tuple[str, UUID | None]] = {
        (role, places.get(code)) for role, code in wanted if not code or code in places
    }
    given = RoleAssignment.objects.live_at(now).filter(account=account, assigned_by=by.reference)
    held: set[tuple[str, UUID | None]] = set(given.values_list("role", "agency_id"))
    for role, place in sorted(held - due, key=str):
        withdraw_role(staff_id=account.pk, role=role, agency_id=place, by=by, now=now)
    for role, place in sorted(due - held, key=str):
        assign_role(staff_id=account.pk, role=role, agency_id=place, by=by, now=now)
