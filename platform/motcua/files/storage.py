"""Where files lie: under the current schema's own folder, always.

Keys in the database never name the tenant. The folder is the schema's name, which is random
(``t_<16 hex>``), so a key of one tenant finds nothing in another, and a tenant can be moved by
copying one folder.
"""

import os
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection
from django.utils.module_loading import import_string


def schema_name() -> str:
    """The schema of the moment; the attribute is django-tenants' own."""
    current: Any = connection
    return str(current.schema_name)


class TenantStorage(FileSystemStorage):
    """Files of the current tenant on disk. Made anew, keeps nothing between calls but the root."""

    def __init__(self, *, root: str | os.PathLike[str] | None = None, **options: Any) -> None:
        super().__init__(location=root or settings.MEDIA_ROOT, **options)

    @property
    def location(self) -> str:
        return os.path.join(os.path.abspath(self.base_location), schema_name())


def private_storage() -> Storage:
    """Uploads and papers; no address leads here, only ``files.serving`` gives them out."""
    return _private(settings.MOTCUA_PRIVATE_STORAGE["BACKEND"], str(settings.MOTCUA_PRIVATE_ROOT))


@lru_cache(maxsize=4)
def _private(backend: str, root: str) -> Storage:
    """One storage for all tenants: it asks for the schema at every call."""
    storage: Storage = import_string(backend)(root=root)
    return storage
