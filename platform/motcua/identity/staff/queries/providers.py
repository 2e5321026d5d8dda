"""The agency's own sign-in systems, for the sign-in page and for who looks after them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.identity.registry import ProbeStep, ProviderAccount, StaffProvider, staff_providers
from motcua.identity.staff.models import IdentityProvider, SignInPolicy, StaffProfile
from motcua.identity.staff.provider_errors import ProviderMissing
from motcua.identity.staff.role_rules import RoleRule

_LONG: Final = 5_000


@dataclass(frozen=True, slots=True)
class ProviderField:
    """One thing to type. ``value`` is empty for secrets, of which only ``is_set`` is told."""

    name: str
    value: str
    is_secret: bool = False
    is_set: bool = False
    choices: tuple[str, ...] = ()
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class ProviderView:
    id: UUID
    kind: str
    title: str
    way: str
    is_enabled: bool
    admits: str
    trusts_second_factor: bool
    fields: tuple[ProviderField, ...]
    claims: Mapping[str, str]
    role_rules: tuple[RoleRule, ...]
    tested_at: datetime | None
    test_steps: tuple[ProbeStep, ...]
    last_sign_in_at: datetime | None
    last_failure_at: datetime | None
    last_failure: str

    @property
    def is_healthy(self) -> bool:
        """Tested, and nothing failed then."""
        return bool(self.test_steps) and all(each.is_good for each in self.test_steps)


@dataclass(frozen=True, slots=True)
class ProviderButton:
    id: UUID
    title: str


def list_providers() -> list[ProviderView]:
    return [view_of(row) for row in IdentityProvider.objects.all()]


def get_provider(provider_id: UUID) -> ProviderView:
    """Raises ``ProviderMissing``."""
    return view_of(provider_row(provider_id))


def provider_buttons() -> list[ProviderButton]:
    rows = IdentityProvider.objects.filter(is_enabled=True).values_list("id", "title")
    return [ProviderButton(*row) for row in rows]


def enabled_provider(provider_id: UUID) -> IdentityProvider:
    """Raises ``ProviderMissing``."""
    row = provider_row(provider_id)
    if not row.is_enabled:
        raise ProviderMissing(_("Cơ quan đã tắt cách đăng nhập này."))
    return row


def provider_row(provider_id: UUID) -> IdentityProvider:
    row = IdentityProvider.objects.filter(pk=provider_id).first()
    if row is None or row.kind not in staff_providers:
        raise ProviderMissing(_("Không có hệ thống đăng nhập này."))
    return row


def account_of(row: IdentityProvider) -> ProviderAccount:
    return staff_providers.get(row.kind).check(
        options=row.options, secrets=row.secrets, claims=row.claims
    )


def passwords_are_off() -> bool:
    return SignInPolicy.objects.filter(passwords_off=True).exists()


def may_use_password(account_id: UUID) -> bool:
    """Asked after the password was found right: who keeps one tells nobody."""
    if not passwords_are_off():
        return True
    return StaffProfile.objects.filter(account=account_id, keeps_password=True).exists()


def keeps_password(staff_id: UUID) -> bool:
    return StaffProfile.objects.filter(account=staff_id, keeps_password=True).exists()


def list_password_keepers() -> list[str]:
    """Names of those who may always sign in with a password."""
    rows = StaffProfile.objects.filter(keeps_password=True, account__is_active=True)
    return list(rows.order_by("account__full_name").values_list("account__full_name", flat=True))


def empty_fields(kind: str) -> tuple[ProviderField, ...]:
    return _fields(staff_providers.get(kind), {}, {})


def view_of(row: IdentityProvider) -> ProviderView:
    plugin = staff_providers.get(row.kind)
    return ProviderView(
        id=row.id,
        kind=row.kind,
        title=row.title,
        way=plugin.way,
        is_enabled=row.is_enabled,
        admits=row.admits,
        trusts_second_factor=row.trusts_second_factor,
        fields=_fields(plugin, row.options, row.secrets),
        claims={**plugin.usual_claims, **row.claims},
        role_rules=tuple(RoleRule(*each) for each in row.role_rules),
        tested_at=row.tested_at,
        test_steps=tuple(ProbeStep(*each) for each in row.test_steps),
        last_sign_in_at=row.last_sign_in_at,
        last_failure_at=row.last_failure_at,
        last_failure=row.last_failure,
    )


def _fields(
    plugin: StaffProvider, options: Mapping[str, Any], secrets: Mapping[str, Any]
) -> tuple[ProviderField, ...]:
    open_ones = [
        ProviderField(
            name=name,
            value=str(options.get(name, "" if info.is_required() else info.default)),
            choices=tuple(each for each in get_args(info.annotation) if isinstance(each, str)),
            is_long=any(getattr(each, "max_length", 0) > _LONG for each in info.metadata),
        )
        for name, info in plugin.options_type.model_fields.items()
    ]
    closed = [
        ProviderField(name=name, value="", is_secret=True, is_set=bool(secrets.get(name)))
        for name in plugin.secrets_type.model_fields
    ]
    return (*open_ones, *closed)
