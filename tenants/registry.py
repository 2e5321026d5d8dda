"""What other apps do when a schema is born, and which files of theirs belong to a tenant.

``template_steps`` fill the template once (default pages, calendar, roles): every clone has it.
``tenant_steps`` run in each new tenant (its own site name, OpenID client).
``arrival_steps`` run in a tenant that was imported from elsewhere.
Steps are idempotent and ordered by key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.files.storage import Storage

from motcua.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class SchemaStep:
    """``run`` is called inside the schema. ``key`` sorts the steps, e.g. ``s20.calendar``."""

    key: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class FileStore:
    """Files of tenants that a backup takes along. ``storage`` answers for the current tenant."""

    key: str
    storage: Callable[[], Storage]


arrival_steps: Final = Registry[SchemaStep]("arrival step", SchemaStep)
file_stores: Final = Registry[FileStore]("file store", FileStore)
template_steps: Final = Registry[SchemaStep]("template step", SchemaStep)
tenant_steps: Final = Registry[SchemaStep]("tenant step", SchemaStep)
