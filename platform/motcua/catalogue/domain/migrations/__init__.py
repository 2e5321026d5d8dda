"""Documents written by earlier releases, brought to the shape of this one.

To change the shape: raise ``CURRENT_VERSION``, add ``v2.py`` with ``upgrade(raw)`` that takes a
version 1 document as plain data and returns a version 2 one, and list it in ``STEPS``. Frozen
versions stay as they are in the database and are upgraded each time they are read.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid

CURRENT_VERSION: Final[Literal[1]] = 1
STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Version a step starts from → the step."""


class DocumentTooNew(Invalid):
    code = "document_too_new"


def upgrade(raw: Mapping[str, Any]) -> dict[str, Any]:
    """``raw`` in the current version. Raises ``DocumentTooNew``."""
    document = dict(raw)
    version = document.get("schema_version", CURRENT_VERSION)
    if type(version) is not int or version < 1 or version > CURRENT_VERSION:
        raise DocumentTooNew(
            _("Tài liệu dịch vụ thuộc phiên bản mà hệ thống này không đọc được."),
            version=str(version)[:20],
        )
    while version in STEPS:
        document = STEPS[version](document)
        version += 1
        document["schema_version"] = version
    return document
