"""Exchange keys while everything serves: the master key over all schemas, data keys by agency."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from django_tenants.utils import get_public_schema_name, schema_context

from motcua.kernel.crypto import forget_keys, rewrap_data_keys, rotate_data_key
from tenants.context import in_public, in_tenant
from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.models import Tenant

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """``keys``: there are so many; ``changed``: were under the master key before this one."""

    schemas: int
    keys: int
    changed: int


def rewrap_all() -> Rewrapped:
    """Every data key of every schema under today's master key; run again after an interruption.

    Raises ``InvalidTag`` at the first schema with a key under neither master key.
    """
    keys = changed = 0
    schemas = [get_public_schema_name(), TEMPLATE_SCHEMA, *_tenant_schemas()]
    for schema in schemas:
        with _inside(schema):
            found, moved = rewrap_data_keys()
            forget_keys(schema)
        keys, changed = keys + found, changed + moved
    log.info("data_keys_rewrapped", schemas=len(schemas), keys=keys, changed=changed)
    return Rewrapped(len(schemas), keys, changed)


def renew_data_key(schema: str) -> int:
    """New values of one agency use a new key; what was written before stays under its own."""
    with in_tenant(schema):
        number = rotate_data_key()
    log.info("data_key_renewed", schema=schema, number=number)
    return number


def _tenant_schemas() -> list[str]:
    with in_public():
        return list(Tenant.objects.order_by("slug").values_list("schema_name", flat=True))


@contextmanager
def _inside(schema: str) -> Iterator[None]:
    """The template and the shared schema are no tenants; archived agencies are taken, too."""
    with schema_context(schema):
        yield
