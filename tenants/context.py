"""Choosing the schema that code runs in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone, translation
from django_tenants.utils import get_public_schema_name, schema_context

from motcua.kernel.schemas import schema_connection
from tenants.queries.directory import tenant_of_schema


@contextmanager
def in_tenant(schema_name: str) -> Iterator[None]:
    """Run inside one tenant, with its language and time zone."""
    tenant = tenant_of_schema(schema_name)
    connection = schema_connection()
    before = connection.tenant
    connection.set_tenant(tenant)
    try:
        with translation.override(tenant.language), timezone.override(tenant.timezone):
            yield
    finally:
        connection.set_tenant(before)


@contextmanager
def as_owner() -> Iterator[None]:
    """Stay in the schema, but in the role that signed in: for changing structure."""
    with schema_connection().as_owner():
        yield


@contextmanager
def in_public() -> Iterator[None]:
    """Run on the shared tables; the only way to them from inside a tenant."""
    with schema_context(get_public_schema_name()):
        yield
