"""Make the demonstration tenants; running it again changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password

from motcua.config.demo.notices import furnish_notices
from motcua.config.demo.places import DEMO_TENANTS, PASSWORD, DemoTenant, Person
from motcua.identity import api as identity
from motcua.kernel.actors import SYSTEM
from motcua.payments.api import configure_gateway
from motcua.payments.contrib.simulator.merchants import demo_accounts
from tenants.api import TenantMissing, TenantView, create_tenant, find_tenant, in_tenant

Report = Callable[[str], None]
SINCE = timedelta(days=365)
"""Dossiers lie in the past, and the people who handled them were there already."""


def make_tenants(*, now: datetime, report: Report) -> list[TenantView]:
    made = []
    for demo in DEMO_TENANTS:
        try:
            tenant = find_tenant(slug=demo.slug)
        except TenantMissing:
            report(f"creating {demo.slug}")
            tenant = create_tenant(
                slug=demo.slug,
                name=demo.name,
                short_name=demo.short_name,
                kind=demo.kind,
                agency_code=demo.agency_code,
                theme=demo.theme,
            )
        with in_tenant(tenant.schema_name):
            _furnish(demo, now - SINCE)
        made.append(tenant)
    return made


def _furnish(demo: DemoTenant, now: datetime) -> None:
    for unit in demo.units:
        if identity.find_agency(code=unit.code) is None:
            identity.create_agency(
                code=unit.code,
                name=unit.name,
                kind=unit.kind,
                parent_code=unit.parent,
                commune_code=unit.commune_code,
                is_reception_point=unit.is_reception_point,
                phone=unit.phone,
                address=unit.address,
                now=now,
            )
    for person in demo.people:
        if identity.find_staff(username=person.username) is None:
            _hire(person, now)
    for key, account in demo_accounts().items():
        configure_gateway(
            key=key, options=account.options, secrets=account.secrets, by=SYSTEM, now=now
        )
    furnish_notices(now=now)


def _hire(person: Person, now: datetime) -> None:
    identity.create_staff(
        username=person.username,
        full_name=person.full_name,
        password_hash=_password_hash(),
        roles=[(person.role, person.unit or None)],
        agency_code=person.unit or None,
        title=person.title,
        email=f"{person.username}@example.vn",
        now=now,
    )


@cache
def _password_hash() -> str:
    """Everybody's password is the same and known to all: stretching it once is enough."""
    return make_password(PASSWORD)
