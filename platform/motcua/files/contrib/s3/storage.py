"""Files in S3 or a compatible store: the same keys under ``<root>/<schema>/``."""

import os
from typing import Any

from django.conf import settings
from storages.backends.s3 import S3Storage

from motcua.files.storage import schema_name


class TenantS3Storage(S3Storage):  # type: ignore[misc]
    """Objects are private; nobody gets a store's own address, only ours."""

    def __init__(self, *, root: str | os.PathLike[str] = "media", **options: Any) -> None:
        self._root = os.path.basename(os.fspath(root)) or "media"
        known = {name: value for name, value in settings.MOTCUA_S3.items() if value}
        fixed = {"default_acl": None, "querystring_auth": True, "file_overwrite": False}
        super().__init__(**{**fixed, **known, **options})

    @property
    def location(self) -> str:
        return f"{self._root}/{schema_name()}"

    @location.setter
    def location(self, value: str) -> None:
        """The library sets its own setting here; the tenant decides instead."""
