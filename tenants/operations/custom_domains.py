"""Host names of a tenant's own: claimed, proven, looked at every day, given up."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.kernel.errors import Conflict, Invalid, NotFound
from tenants.context import in_public
from tenants.domain.hosts import clean_host, is_proven
from tenants.domain.naming import NameRefused
from tenants.models import CustomDomain, DomainState
from tenants.queries.directory import forget_directory

MAX_DOMAINS: Final = 20
GRACE: Final = timedelta(days=3)
"""A proof may be missing for so long (a mistake in the DNS, a provider that is down)."""
Proofs = Callable[[str], list[str]]
"""Host to the texts its owner shows; empty when nothing can be read."""


class DomainRefused(Invalid):
    code = "domain_refused"


class DomainTaken(Conflict):
    code = "domain_taken"


class NoSuchDomain(NotFound):
    code = "no_such_domain"


def claim_domain(*, tenant_id: UUID, typed: str, by_name: str, now: datetime) -> UUID:
    """Wait for the proof. Raises ``DomainRefused``."""
    try:
        host = clean_host(typed, platform_host=settings.MOTCUA_PLATFORM_HOST)
    except NameRefused:
        raise DomainRefused(
            _("Tên miền này không dùng được. Hãy viết như dichvucong.tinh.gov.vn."), field="host"
        ) from None
    with in_public():
        mine = CustomDomain.objects.filter(tenant_id=tenant_id)
        if mine.exclude(state=DomainState.RELEASED).count() >= MAX_DOMAINS:
            raise DomainRefused(_("Mỗi cơ quan có nhiều nhất 20 tên miền."), field="host")
        try:
            with transaction.atomic():
                row = CustomDomain.objects.create(
                    tenant_id=tenant_id,
                    host=host,
                    token=secrets.token_urlsafe(32),
                    claimed_at=now,
                    claimed_by_name=by_name[:200],
                )
        except IntegrityError:
            raise DomainRefused(_("Tên miền này đã có trong danh sách."), field="host") from None
    return row.id


def check_domain(*, tenant_id: UUID, domain_id: UUID, proofs: Proofs, now: datetime) -> str:
    """Look for the proof; the state afterwards. Raises ``NoSuchDomain`` and ``DomainTaken``.

    Asking the network is done outside the transaction.
    """
    with in_public():
        row = _mine(tenant_id, domain_id)
        if row.state == DomainState.RELEASED:
            raise NoSuchDomain(_("Tên miền này đã được trả lại."))
        found = is_proven(proofs(row.host), row.token)
        _settle(row, found=found, now=now)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise DomainTaken(_("Tên miền này đang thuộc về một cơ quan khác.")) from None
    forget_directory()
    return str(row.state)


def release_domain(*, tenant_id: UUID, domain_id: UUID, now: datetime) -> None:
    """Give the name up at once. Whoever wants it next, this tenant too, proves it anew."""
    with in_public():
        row = _mine(tenant_id, domain_id)
        if row.state == DomainState.WAITING:
            row.delete()
        elif row.state != DomainState.RELEASED:
            row.state, row.checked_at, row.token = DomainState.RELEASED, now, ""
            row.still_points_here = True
            row.save()
    forget_directory()


def set_redirect(*, tenant_id: UUID, domain_id: UUID, is_redirect: bool) -> None:
    with in_public():
        row = _mine(tenant_id, domain_id)
        row.is_redirect = is_redirect
        row.save(update_fields=["is_redirect"])
    forget_directory()


def recheck_domains(*, proofs: Proofs, points_here: Callable[[str], bool], now: datetime) -> int:
    """Once a day, all tenants' names; how many were lost. Released ones: do they dangle?"""
    lost = 0
    with in_public():
        for row in CustomDomain.objects.exclude(state=DomainState.WAITING).order_by("id"):
            if row.state == DomainState.RELEASED:
                row.still_points_here, row.checked_at = points_here(row.host), now
                if not row.still_points_here:
                    row.delete()
                    continue
            else:
                before = row.state
                _settle(row, found=is_proven(proofs(row.host), row.token), now=now)
                lost += before == DomainState.PROVEN and row.state == DomainState.LOST
            row.save()
    forget_directory()
    return lost


def _settle(row: CustomDomain, *, found: bool, now: datetime) -> None:
    row.checked_at = now
    if found:
        row.state, row.missing_from = DomainState.PROVEN, None
        row.proven_at = row.proven_at or now
    elif row.state == DomainState.PROVEN:
        row.missing_from = row.missing_from or now
        if now - row.missing_from >= GRACE:
            row.state = DomainState.LOST


def _mine(tenant_id: UUID, domain_id: UUID) -> CustomDomain:
    row = CustomDomain.objects.filter(pk=domain_id, tenant_id=tenant_id).first()
    if row is None:
        raise NoSuchDomain(_("Không có tên miền này."))
    return row
