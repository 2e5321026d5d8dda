"""Looking after the agency's own sign-in systems."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.registry import staff_providers
from motcua.identity.roles import get_role
from motcua.identity.staff.models import Admits, IdentityProvider
from motcua.identity.staff.operations.agencies import agency_by_code
from motcua.identity.staff.operations.sign_in_policy import refuse_without_providers
from motcua.identity.staff.provider_errors import ProviderOptionsInvalid
from motcua.identity.staff.queries.providers import (
    ProviderView,
    account_of,
    provider_row,
    view_of,
)
from motcua.identity.staff.role_rules import RoleRule
from motcua.kernel import audit
from motcua.kernel.actors import Actor

CONFIGURE: Final = "tenant.configure"
_MAX_RULES: Final = 200


def save_provider(
    *,
    provider_id: UUID | None,
    kind: str,
    title: str,
    admits: str,
    trusts_second_factor: bool,
    values: Mapping[str, str],
    claims: Mapping[str, str],
    role_rules: Iterable[RoleRule],
    by: Actor,
    now: datetime,
) -> ProviderView:
    """Add one (``provider_id`` None, switched off at first) or change one. An empty secret keeps
    the one there is. Raises ``ProviderOptionsInvalid``, ``RoleMissing``, ``AgencyMissing``."""
    by.require(CONFIGURE)
    plugin, rules = staff_providers.get(kind), _checked_rules(role_rules)
    _check_words(title, admits)
    with transaction.atomic():
        row = _locked(provider_id) if provider_id else IdentityProvider(kind=kind, secrets={})
        known = row.secrets or {}
        account = plugin.check(
            options={
                name: values[name] for name in plugin.options_type.model_fields if values.get(name)
            },
            secrets={
                name: values.get(name) or known.get(name, "")
                for name in plugin.secrets_type.model_fields
            },
            claims=claims,
        )
        row.title, row.admits = title.strip(), admits
        row.trusts_second_factor = trusts_second_factor
        row.options = account.options.model_dump(mode="json")
        row.secrets = account.secrets.model_dump(mode="json")
        row.claims, row.role_rules = dict(account.claims), rules
        row.updated_at, row.tested_at, row.test_steps = now, None, []
        row.save()
        shown = {"title": row.title, "kind": kind, "options": row.options, "admits": admits}
        _record("identity.provider_saved", row.id, shown | {"roles": rules}, by=by, now=now)
    return view_of(row)


def switch_provider(*, provider_id: UUID, is_enabled: bool, by: Actor, now: datetime) -> None:
    """Raises ``ProviderMissing``; ``ProviderNeeded`` for the last one while passwords are off."""
    by.require(CONFIGURE)
    with transaction.atomic():
        row = _locked(provider_id)
        if row.is_enabled == is_enabled:
            return
        row.is_enabled = is_enabled
        row.save(update_fields=["is_enabled"])
        refuse_without_providers()
        action = "identity.provider_enabled" if is_enabled else "identity.provider_disabled"
        _record(action, row.id, {"title": row.title}, by=by, now=now)


def remove_provider(*, provider_id: UUID, by: Actor, now: datetime) -> None:
    """Its people keep their accounts; who is whom there is forgotten."""
    by.require(CONFIGURE)
    with transaction.atomic():
        row = _locked(provider_id)
        title = row.title
        row.delete()
        refuse_without_providers()
        _record("identity.provider_removed", provider_id, {"title": title}, by=by, now=now)


def try_provider(*, provider_id: UUID, callback: str, by: Actor, now: datetime) -> ProviderView:
    """Walk through what a sign-in needs and keep what was found. Raises ``ProviderMissing``."""
    by.require(CONFIGURE)
    row = provider_row(provider_id)
    probe = staff_providers.get(row.kind).probe(account_of(row), callback=callback)
    steps = [[each.key, each.is_good, each.detail] for each in probe.steps]
    IdentityProvider.objects.filter(pk=row.pk).update(tested_at=now, test_steps=steps)
    row.refresh_from_db()
    return view_of(row)


def _locked(provider_id: UUID) -> IdentityProvider:
    provider_row(provider_id)
    return IdentityProvider.objects.select_for_update().get(pk=provider_id)


def _check_words(title: str, admits: str) -> None:
    if not title.strip() or len(title) > 80:
        raise ProviderOptionsInvalid(_("Hãy đặt tên hiện trên nút đăng nhập."), field="title")
    if admits not in Admits.values:
        raise ProviderOptionsInvalid(_("Hãy chọn ai được đăng nhập."), field="admits")


def _checked_rules(rules: Iterable[RoleRule]) -> list[list[str]]:
    kept = [rule for rule in rules if rule.group.strip()][:_MAX_RULES]
    for rule in kept:
        get_role(rule.role)
        if rule.agency_code:
            agency_by_code(rule.agency_code)
    return [[each.group.strip()[:500], each.role, each.agency_code] for each in kept]


def _record(
    action: str, provider_id: UUID, data: dict[str, Any], *, by: Actor, now: datetime
) -> None:
    """Never a secret: options only."""
    audit.record(
        action=action, subject=f"identity_provider:{provider_id}", by=by, at=now, data=data
    )
